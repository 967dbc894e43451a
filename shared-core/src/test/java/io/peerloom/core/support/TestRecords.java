package io.peerloom.core.support;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import java.util.List;

/** What a peer stores for others, where each id counts as an identity of its own. */
public final class TestRecords {
  private TestRecords() {}

  /** A holder, not started, that has met these members. */
  public static RecordService of(
      Env env,
      Authority authority,
      Identity self,
      RecordStore store,
      RoutingTable table,
      List<Identity> met) {
    return new RecordService(
        env,
        authority,
        self,
        store,
        table,
        new IdentityPlaces(id -> null),
        TestMembers.of(env, authority, self, store, met));
  }
}
