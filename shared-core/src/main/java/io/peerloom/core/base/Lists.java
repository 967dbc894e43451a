package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.List;

/** Parts of lists, as lists of their own. */
public final class Lists {
  private Lists() {}

  /** The first elements, {@code most} of them where there are so many. */
  public static <T> List<T> first(List<T> list, int most) {
    return range(list, 0, most);
  }

  /** The elements from one index up to another, or to the end where that comes first. */
  public static <T> List<T> range(List<T> list, int from, int to) {
    List<T> part = new ArrayList<>();
    for (int i = from; i < to && i < list.size(); i++) {
      part.add(list.get(i));
    }
    return part;
  }
}
