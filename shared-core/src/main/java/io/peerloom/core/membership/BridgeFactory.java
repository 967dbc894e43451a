package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;

/**
 * Makes the part of a peer that admits others; the only one is {@link BridgeNode#factory}. Pages
 * never name that, so they are not compiled with what only bridges do.
 */
public interface BridgeFactory {
  /** Reads what earlier runs have stored. */
  Promise<BridgeState> load(Env env, RecordStore store, Crypto crypto);

  /** Makes the bridge. */
  BridgeNode create(
      Env env,
      Authority authority,
      Identity self,
      LinkTable links,
      OverlayNetwork overlay,
      BridgeState state);
}
