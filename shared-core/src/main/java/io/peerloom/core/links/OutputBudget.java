package io.peerloom.core.links;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds what waits to be sent over all links of a peer by {@link Limits#MAX_OUTPUT_BYTES}: each
 * link's own queue is bounded, but many that read nothing are too much together. The largest user,
 * by identity, gives way ({@link FairShares#largest}), so that whoever reads keeps its links
 * however many others do not.
 *
 * <p>What left is not reported, so it counts what is sent and reads the queues of all links only
 * when that could be too much.
 */
final class OutputBudget {
  private static final Owner NOBODY = Owner.of(Bytes.wrap(new byte[0]));

  /** Never less than what waits. */
  private long most;

  /** So many bytes more wait. Closes what gives way once their sender has returned. */
  void add(int bytes, LinkTable table, Env env) {
    if (add(bytes)) {
      for (Link link : givingWay(table.all())) {
        env.after(0, () -> link.close(ErrorCode.OVERLOADED, "reads too slowly"));
      }
    }
  }

  /** The same; whether it must be decided who gives way. */
  boolean add(int bytes) {
    most += bytes;
    return most > Limits.MAX_OUTPUT_BYTES;
  }

  /** The links to close so that the others' output fits; usually none. */
  List<Link> givingWay(List<Link> links) {
    FairShares shares = new FairShares(Limits.MAX_OUTPUT_BYTES);
    int[] waiting = new int[links.size()];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = links.get(i).waitingBytes();
      shares.add(links.get(i).peer().owner(), waiting[i]);
    }
    List<Link> givingWay = new ArrayList<>();
    while (!shares.hasRoom(0)) {
      Owner largest = shares.largest(NOBODY, 0);
      int fullest = -1;
      for (int i = 0; i < waiting.length; i++) {
        if ((fullest < 0 || waiting[i] > waiting[fullest])
            && links.get(i).peer().owner().equals(largest)) {
          fullest = i;
        }
      }
      givingWay.add(links.get(fullest));
      shares.add(largest, -waiting[fullest]);
      waiting[fullest] = 0;
    }
    most = shares.used();
    return givingWay;
  }
}
