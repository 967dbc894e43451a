package io.peerloom.browser;

import io.peerloom.browser.dom.Database;
import io.peerloom.browser.dom.Js;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.teavm.jso.core.JSPromise;

/**
 * The origin's database, open for as long as a peer lives.
 *
 * <p>A browser closes it under a running page when a user deletes it or clears the site's data, or
 * when a newer build of the page upgrades it. It is then opened again, its keepers write their
 * content again, and requests made meanwhile wait for that. If it cannot be opened again it is
 * lost, and the peer continues in memory.
 */
final class OriginDatabase {
  /** More deletions than this are taken as intended: the database is then lost. */
  private static final int MAX_REOPENINGS = 16;

  private final String name;
  private final int version;
  private final List<Function<Database, Promise<Void>>> keepers = new ArrayList<>();
  private Consumer<String> notice = reason -> {};
  private Promise<Database> usable = new Promise<>();
  private Database current;
  private int reopenings;
  private boolean lost;
  private boolean closed;

  private OriginDatabase(String name, int version) {
    this.name = name;
    this.version = version;
  }

  /**
   * Opens or creates the database; STORAGE_FAILED if the browser stores nothing for this origin.
   */
  static Promise<OriginDatabase> open(String name, int version) {
    OriginDatabase database = new OriginDatabase(name, version);
    return database
        .openCurrent()
        .map(
            open -> {
              database.usable.complete(open);
              return database;
            });
  }

  private Promise<Database> openCurrent() {
    return Js.await(Database.open(name, version, this::gone), ErrorCode.STORAGE_FAILED)
        .map(
            open -> {
              current = open;
              if (closed) {
                open.close();
              }
              return open;
            });
  }

  /** Sets a listener for what happens to the database, in words for a log. */
  void onNotice(Consumer<String> listener) {
    notice = listener;
  }

  /** Adds a callback that writes its content into a database that was created anew. */
  void addKeeper(Function<Database, Promise<Void>> keeper) {
    keepers.add(keeper);
  }

  void removeKeeper(Function<Database, Promise<Void>> keeper) {
    keepers.remove(keeper);
  }

  /** Works with the database; repeats the work if the database was closed meanwhile. */
  <T> Promise<T> use(Function<Database, JSPromise<T>> work) {
    return usable.flatMap(
        open ->
            Js.await(work.apply(open), ErrorCode.STORAGE_FAILED)
                .recover(
                    failure -> closed || open == current ? Promise.failed(failure) : use(work)));
  }

  private void gone(String reason) {
    if (closed) {
      return;
    }
    current = null;
    Promise<Database> next = new Promise<>();
    usable = next;
    if (reopenings++ == MAX_REOPENINGS) {
      lose(next, reason + ", time and again");
      return;
    }
    openCurrent()
        .flatMap(open -> Promise.each(keepers, keeper -> keeper.apply(open)).map(done -> open))
        .then(
            open -> {
              next.complete(open);
              notice.accept(reason + "; it was made anew from what this page had in memory");
            },
            failure -> lose(next, reason + ", and gone for good: " + failure.getMessage()));
  }

  private void lose(Promise<Database> next, String reason) {
    lost = true;
    next.fail(Js.storageFailure(reason));
    notice.accept(reason);
  }

  /** Whether nothing can be stored any more. */
  boolean isLost() {
    return lost;
  }

  void close() {
    closed = true;
    if (current != null) {
      current.close();
    }
  }
}
