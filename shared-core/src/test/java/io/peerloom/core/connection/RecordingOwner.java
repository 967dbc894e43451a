package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes down what a connection reports. */
final class RecordingOwner implements LinkOwner {
  final List<Link> opened = new ArrayList<>();
  final List<ErrorCode> closed = new ArrayList<>();
  final List<Message> noticed = new ArrayList<>();
  final List<Bytes> direct = new ArrayList<>();
  final List<LinkMessage.Pong> clocks = new ArrayList<>();

  /** How far its clock is ahead of the monotonic one of the test. */
  long machineMillis;

  private final Env env;
  ErrorCode refusal;
  Function<Message, Promise<Message>> service = request -> Promise.of(new LinkMessage.Done());

  RecordingOwner(Env env) {
    this.env = env;
  }

  @Override
  public ErrorCode refusal(Link link, ProvedPeer peer) {
    return refusal;
  }

  @Override
  public void opened(Link link) {
    opened.add(link);
  }

  @Override
  public void closed(Link link, LinkEnd end) {
    closed.add(end.code());
  }

  @Override
  public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
    return service.apply(request);
  }

  @Override
  public void notification(Link link, Message message) {
    noticed.add(message);
  }

  @Override
  public LinkMessage.Pong clock(int nonce) {
    long machine = env.monotonicMillis() + machineMillis;
    return new LinkMessage.Pong(nonce, machine, machine, false);
  }

  @Override
  public void clockRead(Link link, long askedAt, LinkMessage.Pong theirs) {
    clocks.add(theirs);
  }

  @Override
  public Promise<Message> direct(Link link, int type, byte[] bytes) {
    direct.add(Bytes.wrap(bytes));
    return Promise.of(new LinkMessage.Done());
  }
}
