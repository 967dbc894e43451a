package io.peerloom.core.relay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RelayMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a relay does: it opens channels between peers that it is linked to, and forwards their
 * frames. Channels count for the identity that asked for them ({@link RelayBudget}); when all
 * places are taken, the oldest of the identity with the most gives way.
 */
public final class RelayService implements Service, LinkListener {
  /** How long the target may take to agree. */
  private static final int ACCEPT_MILLIS = 4_000;

  /** When an identity without a place may ask again. */
  private static final int RETRY_MILLIS = 5_000;

  private final Env env;
  private final LinkTable links;
  private final RelayBudget budget;
  private final Map<Integer, RelayChannel> channels = new LinkedHashMap<>();
  private int lastNumber;

  public RelayService(Env env, LinkTable links, PeerKind kind) {
    this.env = env;
    this.links = links;
    budget = new RelayBudget(kind == PeerKind.BRIDGE, env.monotonicMillis());
  }

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.OPEN_RELAY, this::open);
  }

  private Promise<Message> open(ProvedPeer from, RelayMessage.OpenRelay asked) {
    Link opener = links.link(from.id());
    Link target = links.link(asked.target());
    if (opener == null || target == null || opener == target) {
      return Promise.failed(ErrorCode.UNREACHABLE, "not linked to it");
    }
    if (!opener.transport().isDirect() || !target.transport().isDirect()) {
      return Promise.failed(ErrorCode.UNREACHABLE, "only linked to it through another relay");
    }
    Owner owner = from.owner();
    if (!makePlace(owner)) {
      return Promise.failed(
          new PeerloomException(ErrorCode.OVERLOADED, "relays enough", RETRY_MILLIS));
    }
    RelayChannel channel =
        new RelayChannel(env, budget, owner, nextNumber(), opener, target, this::overflowed);
    channels.put(channel.number(), channel);
    budget.opened(owner);
    return target
        .request(new RelayMessage.AcceptRelay(channel.number(), from.id()), ACCEPT_MILLIS)
        .map(Failure::successful)
        .<Message>map(
            agreed -> {
              if (channels.get(channel.number()) != channel) {
                throw new PeerloomException(ErrorCode.UNREACHABLE, "ended meanwhile");
              }
              return new RelayMessage.RelayOpened(channel.number());
            })
        .recover(
            e -> {
              end(channel, e.code(), null);
              return Promise.failed(e);
            });
  }

  private int nextNumber() {
    do {
      lastNumber = lastNumber + 1 & Integer.MAX_VALUE;
    } while (channels.containsKey(lastNumber));
    return lastNumber;
  }

  private boolean makePlace(Owner owner) {
    if (!budget.hasPlace()) {
      Owner largest = budget.givesWay(owner);
      RelayChannel oldest = null;
      for (RelayChannel channel : channels.values()) {
        if (oldest == null && channel.owner().equals(largest)) {
          oldest = channel;
        }
      }
      if (oldest == null) {
        return false;
      }
      end(oldest, ErrorCode.OVERLOADED, null);
    }
    return true;
  }

  /** A frame, or an end, that one of the two ends sent over its link. */
  public void received(Link from, RelayMessage message) {
    if (message instanceof RelayMessage.RelayFrame frame) {
      RelayChannel channel = channels.get(frame.channel());
      if (channel != null && channel.joins(from)) {
        channel.forward(from, frame);
      }
    } else if (message instanceof RelayMessage.RelayEnd ended) {
      RelayChannel channel = channels.get(ended.channel());
      if (channel != null && channel.joins(from)) {
        end(channel, ended.code(), from);
      }
    }
  }

  private void overflowed(RelayChannel channel) {
    end(channel, ErrorCode.OVERLOADED, null);
  }

  private void end(RelayChannel channel, ErrorCode code, Link by) {
    if (channels.remove(channel.number(), channel)) {
      budget.closed(channel.owner());
      channel.end(code, by);
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    List<RelayChannel> cut = new ArrayList<>();
    for (RelayChannel channel : channels.values()) {
      if (channel.joins(link)) {
        cut.add(channel);
      }
    }
    for (RelayChannel channel : cut) {
      end(channel, ErrorCode.UNREACHABLE, link);
    }
  }
}
