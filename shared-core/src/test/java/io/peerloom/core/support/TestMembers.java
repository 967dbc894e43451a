package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.Message;
import java.util.List;

/** Members that a peer has met, and nobody to ask for others. */
public final class TestMembers {
  private TestMembers() {}

  /** What a peer knows that has verified the cards of these. */
  public static Members of(
      Env env, Authority authority, Identity self, RecordStore store, List<Identity> met) {
    for (Identity member : met) {
      authority.learn(MembershipToken.decode(member.token()));
    }
    Members.Peers nobody =
        new Members.Peers() {
          @Override
          public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
            return Promise.failed(ErrorCode.NOT_FOUND, "unknown here, too");
          }

          @Override
          public Owner owner(NodeId peer) {
            return Owner.of(Bytes.wrap(peer.bytes()));
          }
        };
    return new Members(env, authority, self, store, nobody);
  }
}
