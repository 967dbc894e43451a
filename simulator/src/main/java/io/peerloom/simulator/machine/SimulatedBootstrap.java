package io.peerloom.simulator.machine;

import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.SimulatedHost;
import io.peerloom.simulator.network.SimulatedNetwork;
import io.peerloom.simulator.time.SimulatedEnv;

/** A bootstrap server: not a peer, stores nothing, may be down. */
public final class SimulatedBootstrap {
  private final World world;
  private final String address;
  private final SimulatedHost host;
  private SimulatedEnv env;

  SimulatedBootstrap(World world, String address) {
    this.world = world;
    this.address = address;
    this.host = world.network().host(true, NatKind.OPEN);
    start();
  }

  public void start() {
    env = world.newProcess("bootstrap", PeerKind.NODE, 0);
    host.runs(env);
    host.offline(false);
    SimulatedNetwork network = world.network();
    BootstrapServer server =
        new BootstrapServer(world.bridgeAddresses(), env, network.webSockets(host));
    network.listen(address, host, server::accept);
  }

  /** Ends its process without a goodbye. */
  public void kill() {
    env.kill();
    world.network().ended(host, false);
    world.countEnd();
  }

  String address() {
    return address;
  }

  SimulatedHost host() {
    return host;
  }

  public boolean isRunning() {
    return !env.isDead();
  }
}
