package io.peerloom.core.relay;

import io.peerloom.core.base.Env;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;

/** Makes the relay of a peer that has one; a browser peer has none, and is compiled without it. */
public interface RelayFactory {
  /** The relay of a peer of that kind with these links. */
  RelayService create(Env env, LinkTable links, PeerKind kind);
}
