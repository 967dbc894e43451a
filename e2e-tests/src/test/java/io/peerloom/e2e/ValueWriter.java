package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Member;
import java.net.http.HttpResponse;
import java.util.List;

/** Puts values through nodes in turn, running or not, one after the other. */
final class ValueWriter implements Runnable {
  private static final int OK = 200;

  private final List<Member> nodes;
  private final Ledger ledger;
  private final long pauseMillis;
  private volatile boolean stopped;

  ValueWriter(List<Member> nodes, Ledger ledger, long pauseMillis) {
    this.nodes = nodes;
    this.ledger = ledger;
    this.pauseMillis = pauseMillis;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    for (int i = 0; !stopped; i++) {
      Member node = nodes.get(i % nodes.size());
      String name = "value/" + i + " put at " + node;
      try {
        HttpResponse<String> response =
            node.api().putValue(name, "?readers=public", "content " + i);
        if (response.statusCode() == OK) {
          ledger.acknowledgedValue(name, "content " + i);
        } else {
          ledger.failed("value: " + response.statusCode(), 1);
        }
      } catch (Exception e) {
        ledger.failed("value: " + e.getClass().getSimpleName(), 1);
      }
      Pause.millis(pauseMillis);
    }
  }
}
