package io.peerloom.core.support;

import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;

/** A disk whose writes end when a test says so. */
public class SlowStore extends MemoryStore {
  /** What it has not answered yet; null while it is as fast as memory. */
  public List<Promise<Void>> unwritten;

  /** From now on a write waits until its promise in {@link #unwritten} ends. */
  public void slowDown() {
    unwritten = new ArrayList<>();
  }

  @Override
  public Promise<Void> write(List<Entry> changes) {
    if (unwritten == null) {
      return super.write(changes);
    }
    Promise<Void> written = new Promise<>();
    unwritten.add(written);
    return written.flatMap(ok -> super.write(changes));
  }
}
