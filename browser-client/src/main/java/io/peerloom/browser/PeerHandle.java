package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.core.Peer;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Promise;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A running peer as the JavaScript facade sees it: arguments are checked there, values are format
 * and bytes, results plain objects, and failures rejections with {@code {code, message}}.
 */
public final class PeerHandle {
  /** Receives the messages of a subscription. */
  @JSFunctor
  public interface MessageListener extends JSObject {
    void message(JSObject message);
  }

  /** Is told of messages that a subscription misses. */
  @JSFunctor
  public interface GapListener extends JSObject {
    void missing(String publisher, double first, double count, String next);
  }

  /** Is told who comes to a topic, changes or leaves. */
  @JSFunctor
  public interface ChangeListener extends JSObject {
    void changed(String type, JSObject peer);
  }

  private final Peer peer;
  private final PeerStart start;
  private final Runnable release;

  /**
   * Wraps a peer that has joined.
   *
   * @param start knows where the peer stores its data
   * @param release frees resources after the peer has left
   */
  PeerHandle(Peer peer, PeerStart start, Runnable release) {
    this.peer = peer;
    this.start = start;
    this.release = release;
  }

  @JSExport
  public String id() {
    return peer.id();
  }

  @JSExport
  public String publisher() {
    return peer.publisher();
  }

  @JSExport
  public String network() {
    return peer.network();
  }

  @JSExport
  public String state() {
    return peer.state().word();
  }

  @JSExport
  public String storage() {
    return start.storage();
  }

  /** The last event of the storage; empty if there was none. */
  @JSExport
  public String storageFailure() {
    return start.storageFailure();
  }

  @JSExport
  public String diagnostics() {
    return peer.diagnostics();
  }

  @JSExport
  public JSArray<JSObject> links() {
    JSArray<JSObject> links = new JSArray<>();
    for (LinkInfo link : peer.links()) {
      links.push(link(link));
    }
    return links;
  }

  static JSObject link(LinkInfo link) {
    return link(
        link.id(),
        link.kind(),
        link.transport(),
        link.active(),
        link.rttMillis(),
        (double) link.openedAt());
  }

  @JSExport
  public JSPromise<JSObject> put(
      String name,
      JSObject value,
      boolean isPublic,
      int ttlSeconds,
      double ifSequence,
      boolean queue) {
    PutOptions.Readers readers = isPublic ? PutOptions.Readers.PUBLIC : PutOptions.Readers.ME;
    return Js.promise(
        peer.put(
            name,
            value(value),
            new PutOptions(readers, ttlSeconds, (long) ifSequence, whenOffline(queue))),
        result ->
            putResult(
                result.key(), (double) result.sequence(), result.holders(), result.queuedAs()));
  }

  /** Deletes the own values with those readers: {@code me}, {@code public}, both if empty. */
  @JSExport
  public JSPromise<JSObject> delete(String name, String readers, double ifSequence, boolean queue) {
    PutOptions.Readers only =
        readers.isEmpty()
            ? null
            : readers.equals("me") ? PutOptions.Readers.ME : PutOptions.Readers.PUBLIC;
    return Js.promise(peer.delete(name, only, (long) ifSequence, whenOffline(queue)), done -> null);
  }

  /** Fulfilled with null if nobody has it. */
  @JSExport
  public JSPromise<JSObject> get(String name, String publisher) {
    return Js.promise(
        peer.get(name, publisher.isEmpty() ? null : publisher),
        found ->
            found == null
                ? null
                : getResult(
                    found.value().format(),
                    Js.view(found.value().bytes()),
                    found.publisher(),
                    (double) found.sequence(),
                    (double) found.publishedAt()));
  }

  /** Fulfilled with the text of a link. */
  @JSExport
  public JSPromise<JSString> invite(int expiresInSeconds, int uses, int depth, String invitee) {
    return Js.promise(
        peer.invitations()
            .invite(expiresInSeconds, uses, depth, invitee.isEmpty() ? null : invitee),
        JSString::valueOf);
  }

  @JSExport
  public JSPromise<JSObject> revoke(String target, boolean withInvited) {
    return Js.promise(peer.invitations().revoke(target, withInvited), done -> null);
  }

  @JSExport
  public JSPromise<JSObject> publish(
      String name, JSObject value, boolean isPublic, int ttlSeconds, boolean queue) {
    Topic topic = peer.topic(name);
    return Js.promise(
        (isPublic ? topic.unencrypted() : topic)
            .publish(value(value), ttlSeconds, whenOffline(queue)),
        result ->
            publishResult(
                result.id(), (double) result.sequence(), result.holders(), result.queuedAs()));
  }

  private static WhenOffline whenOffline(boolean queue) {
    return queue ? WhenOffline.QUEUE : WhenOffline.REJECT;
  }

  @JSExport
  public JSPromise<JSArray<JSObject>> queued() {
    return Js.promise(
        peer.queued(),
        writes -> {
          JSArray<JSObject> array = new JSArray<>();
          for (QueuedWrite write : writes) {
            array.push(queued(write));
          }
          return array;
        });
  }

  /** Fulfilled with whether the write was cancelled before it was sent. */
  @JSExport
  public JSPromise<JSBoolean> cancelQueued(String id) {
    return Js.promise(peer.cancelQueued(id), JSBoolean::valueOf);
  }

  private static JSObject queued(QueuedWrite write) {
    return queued(
        write.id(),
        write.kind() == QueuedWrite.Kind.PUT
            ? "put"
            : write.kind() == QueuedWrite.Kind.PUBLISH ? "publish" : "delete",
        write.name(),
        (double) write.queuedAt());
  }

  static JSObject outcome(QueueOutcome outcome) {
    return outcome(
        queued(outcome.write()),
        outcome.failure() == null ? null : outcome.failure().name(),
        (double) outcome.sequence(),
        outcome.holders());
  }

  @JSBody(
      params = {"id", "kind", "name", "queuedAt"},
      script = "return {id: id, kind: kind, name: name, queuedAt: queuedAt};")
  private static native JSObject queued(String id, String kind, String name, double queuedAt);

  @JSBody(
      params = {"write", "failure", "sequence", "holders"},
      script =
          "write.failure = failure; write.sequence = sequence; write.holders = holders;"
              + " return write;")
  private static native JSObject outcome(
      JSObject write, String failure, double sequence, int holders);

  /** Fulfilled, with a handle that ends the subscription, once the history has been delivered. */
  @JSExport
  public JSPromise<SubscriptionHandle> subscribe(
      String topic, double since, String after, MessageListener listener, GapListener onGap) {
    return Js.promise(
        peer.topic(topic)
            .subscribe(
                new SubscribeOptions(
                    (long) since,
                    after,
                    gap ->
                        onGap.missing(
                            gap.publisher(),
                            (double) gap.first(),
                            (double) gap.count(),
                            gap.next())),
                message -> listener.message(message(message))),
        SubscriptionHandle::new);
  }

  /** Fulfilled, with a handle that ends the presence, once the others are known. */
  @JSExport
  public JSPromise<PresenceHandle> present(String topic, JSObject state, ChangeListener listener) {
    return Js.promise(
        peer.topic(topic)
            .present(value(state), (type, who) -> listener.changed(type, present(who))),
        PresenceHandle::new);
  }

  private static JSObject present(PresentPeer peer) {
    return present(
        peer.id(),
        peer.publisher(),
        peer.hidden(),
        peer.state().format(),
        Js.view(peer.state().bytes()));
  }

  @JSBody(
      params = {"id", "publisher", "hidden", "format", "bytes"},
      script =
          "return {id: id, publisher: publisher, hidden: hidden,"
              + " value: {format: format, bytes: bytes}};")
  private static native JSObject present(
      String id, String publisher, boolean hidden, int format, Int8Array bytes);

  @JSExport
  public JSPromise<JSArray<JSObject>> history(String topic) {
    return Js.promise(peer.topic(topic).history(), PeerHandle::messages);
  }

  @JSExport
  public JSPromise<JSObject> send(String id, Int8Array bytes) {
    return Js.promise(peer.send(id, Js.bytes(bytes)), done -> null);
  }

  @JSExport
  public JSPromise<StreamHandle> stream(String id) {
    return Js.promise(peer.stream(id), StreamHandle::new);
  }

  @JSExport
  public int bufferedBytes(String id) {
    return peer.bufferedBytes(id);
  }

  @JSExport
  public JSPromise<JSObject> drained(String id, int below) {
    return Js.promise(peer.drained(id, below), done -> null);
  }

  @JSExport
  public JSPromise<JSObject> leave() {
    Promise<Void> left = peer.leave();
    left.then(done -> release.run(), failure -> release.run());
    return Js.promise(left, done -> null);
  }

  private static JSArray<JSObject> messages(List<TopicMessage> messages) {
    JSArray<JSObject> array = new JSArray<>();
    for (TopicMessage message : messages) {
      array.push(message(message));
    }
    return array;
  }

  private static JSObject message(TopicMessage message) {
    return message(
        message.id(),
        message.publisher(),
        (double) message.sequence(),
        (double) message.publishedAt(),
        message.value().format(),
        Js.view(message.value().bytes()));
  }

  static Value value(JSObject value) {
    return new Value(format(value), Js.bytes(bytes(value)));
  }

  @JSBody(params = "value", script = "return value.format;")
  private static native int format(JSObject value);

  @JSBody(params = "value", script = "return value.bytes;")
  private static native Int8Array bytes(JSObject value);

  @JSBody(
      params = {"id", "kind", "transport", "active", "rttMillis", "openedAt"},
      script =
          "return {id: id, kind: kind, transport: transport, active: active,"
              + " rttMillis: rttMillis, openedAt: openedAt};")
  private static native JSObject link(
      String id, String kind, String transport, boolean active, double rttMillis, double openedAt);

  @JSBody(
      params = {"key", "sequence", "holders", "queuedAs"},
      script = "return {key: key, sequence: sequence, holders: holders, queuedAs: queuedAs};")
  private static native JSObject putResult(
      String key, double sequence, int holders, String queuedAs);

  @JSBody(
      params = {"format", "bytes", "publisher", "sequence", "publishedAt"},
      script =
          "return {value: {format: format, bytes: bytes}, publisher: publisher,"
              + " sequence: sequence, publishedAt: publishedAt};")
  private static native JSObject getResult(
      int format, Int8Array bytes, String publisher, double sequence, double publishedAt);

  @JSBody(
      params = {"id", "sequence", "holders", "queuedAs"},
      script = "return {id: id, sequence: sequence, holders: holders, queuedAs: queuedAs};")
  private static native JSObject publishResult(
      String id, double sequence, int holders, String queuedAs);

  @JSBody(
      params = {"id", "publisher", "sequence", "publishedAt", "format", "bytes"},
      script =
          "return {id: id, publisher: publisher, sequence: sequence, publishedAt: publishedAt,"
              + " value: {format: format, bytes: bytes}};")
  private static native JSObject message(
      String id,
      String publisher,
      double sequence,
      double publishedAt,
      int format,
      Int8Array bytes);
}
