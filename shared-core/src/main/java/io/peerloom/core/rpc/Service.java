package io.peerloom.core.rpc;

/** What answers some types of requests. */
public interface Service {
  /** Registers a handler for each type it answers. */
  void register(Router.Builder router);
}
