package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Checks the promises on real processes: nodes and pages, publishers at twice the rate that the
 * network can accept, nodes killed and restarted with wrong clocks, pages with wrong clocks. Every
 * subscriber that stayed must have received everything acknowledged. {@code e2e-tests/promises}
 * runs it.
 *
 * <p>Timing depends on the machine, the result does not: how much is accepted differs from run to
 * run, but all of it must arrive.
 */
final class PromisesRun implements AutoCloseable {
  /** Unanswered messages per publisher while the capacity of the network is measured. */
  static final int IN_FLIGHT = 4;

  private static final List<String> TOPICS = List.of("load/1", "load/2", "load/3");
  private static final int CAPACITY_SECONDS = 8;
  private static final int ANSWERED_SECONDS = 40;
  private static final int PROGRESS_MILLIS = 10_000;
  private static final int TICK_MILLIS = 500;

  /**
   * Interval of comparing everything received with everything promised, which is much work for a
   * busy machine.
   */
  private static final int COMPARE_MILLIS = 1_000;

  private static final int VALUE_PAUSE_MILLIS = 500;

  /** The share of the offered load that nodes publish; pages publish the rest. */
  private static final double SHARE_OF_NODES = 0.7;

  private static final List<Duration> PAGE_OFFSETS =
      List.of(Duration.ofHours(1), Duration.ofDays(-1), Duration.ofMinutes(-10));
  private static final int IDS_SHOWN = 5;

  private final PromisesOptions options;
  private final Path folder;
  private final long start = System.nanoTime();
  private final Ledger ledger = new Ledger();
  private final ProcessNetwork network;
  private final List<Member> stayers = new ArrayList<>();
  private final List<StreamReader> streams = new ArrayList<>();
  private final List<LoadPage> pages = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private String frontDoor;
  private Server origin;
  private Playwright playwright;
  private Browser browser;

  private PromisesRun(PromisesOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
    this.network = new ProcessNetwork(folder);
  }

  public static void main(String... arguments) throws Exception {
    if (List.of(arguments).contains("--help")) {
      System.out.print(PromisesOptions.USAGE);
      return;
    }
    PromisesOptions options;
    try {
      options = PromisesOptions.of(arguments);
    } catch (IllegalArgumentException | NoSuchElementException e) {
      System.err.println(e.getMessage());
      System.err.print(PromisesOptions.USAGE);
      System.exit(2);
      return;
    }
    Path folder = Path.of(System.getProperty("peerloom.artifacts"), "promises");
    Folders.delete(folder);
    Files.createDirectories(folder);
    boolean kept;
    try (PromisesRun run = new PromisesRun(options, folder)) {
      kept = run.run();
    }
    if (kept) {
      Folders.delete(folder);
    }
    System.exit(kept ? 0 : 1);
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private void say(String text) {
    System.out.printf(Locale.ROOT, "%7.1f s  %s%n", millis() / 1000.0, text);
  }

  private boolean run() throws Exception {
    // An interrupted run leaves no servers behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "kill-all"));
    begin();
    double capacity = capacity();
    say(String.format(Locale.ROOT, "the network takes %.0f messages a second", capacity));
    long loadStart = millis();
    int before = ledger.acknowledged();
    int offeredBefore = ledger.offered();
    load(capacity * options.overload());
    double seconds = (millis() - loadStart) / 1000.0;
    awaitDelivered();
    check();
    System.out.println(ledger.summary(millis() / 1000.0));
    System.out.printf(
        Locale.ROOT,
        "under load   %6d offered, %d accepted: %.0f a second of %.0f%n",
        ledger.offered() - offeredBefore,
        ledger.acknowledged() - before,
        (ledger.acknowledged() - before) / seconds,
        capacity * options.overload());
    if (faults.isEmpty()) {
      System.out.println("everything acknowledged has arrived everywhere");
    } else {
      System.out.println(faults.size() + " promises broken; logs and data are in " + folder);
      faults.forEach(fault -> System.out.println("  " + fault));
    }
    return faults.isEmpty();
  }

  private void begin() throws Exception {
    Member bridge = network.addBridge(Place.HERE);
    Member door = network.addBootstrap(Place.HERE, List.of(bridge));
    frontDoor = door.url();
    for (int i = 0; i < options.nodes(); i++) {
      network.addNode(Place.HERE, List.of(door));
    }
    say("starting " + options.nodes() + " nodes");
    List<Member> starting = new ArrayList<>(network.bootstraps());
    starting.addAll(network.nodes());
    network.start(starting, Bounds.SERVING.multipliedBy(2));
    int staying = options.kills() ? (options.nodes() + 1) / 2 : options.nodes();
    stayers.addAll(network.nodes().subList(0, staying));
    if (options.pages() > 0) {
      origin = Server.start(folder);
      playwright = Browsers.playwright();
      browser = Browsers.chromium(playwright);
      for (int i = 0; i < options.pages() - latePages(); i++) {
        openPage(Duration.ZERO);
      }
    }
    for (Member node : stayers) {
      for (String topic : TOPICS) {
        StreamReader stream = new StreamReader(node, topic);
        streams.add(stream);
        thread(stream, stream.toString());
      }
    }
    say(pages.size() + " pages and " + streams.size() + " event streams have subscribed");
  }

  private int latePages() {
    return options.pages() / 3;
  }

  private LoadPage openPage(Duration offset) {
    String name = "page" + (pages.size() + 1);
    if (!offset.isZero()) {
      name += " with its clock off by " + offset;
      say(name + " joins");
    }
    LoadPage page = LoadPage.join(name, browser, origin.url(), frontDoor, offset.toMillis());
    pages.add(page);
    page.subscribe(TOPICS);
    return page;
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Messages acknowledged per second when every publisher waits for its answers. */
  private double capacity() {
    say("finding out what the network takes, " + CAPACITY_SECONDS + " s");
    long since = millis();
    List<NodePublisher> publishers = publishAtNodes(0);
    publishAtPages(0);
    Pause.millis(CAPACITY_SECONDS * 1000L);
    stopPublishing(publishers);
    return ledger.acknowledged() * 1000.0 / (millis() - since);
  }

  private List<NodePublisher> publishAtNodes(double aSecond) {
    List<NodePublisher> publishers = new ArrayList<>();
    for (Member node : network.nodes()) {
      NodePublisher publisher =
          new NodePublisher(node, topic(publishers.size()), ledger, this::millis, aSecond);
      publishers.add(publisher);
      thread(publisher, "publisher at " + node);
    }
    return publishers;
  }

  private void publishAtPages(double aSecond) {
    for (LoadPage page : pages) {
      page.publish(topic(pages.indexOf(page)), aSecond, millis());
    }
  }

  private static String topic(int number) {
    return TOPICS.get(number % TOPICS.size());
  }

  private void stopPublishing(List<NodePublisher> publishers) {
    publishers.forEach(NodePublisher::stop);
    pages.forEach(LoadPage::stop);
    await(
        () ->
            publishers.stream().allMatch(each -> each.unanswered() == 0)
                && pages.stream().allMatch(each -> each.unanswered() == 0),
        ANSWERED_SECONDS,
        TICK_MILLIS);
    pages.forEach(page -> page.settle(ledger));
  }

  /** False if the condition did not become true in time. */
  private static boolean await(BooleanSupplier condition, int seconds, int everyMillis) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Pause.millis(everyMillis);
    }
    return true;
  }

  private void load(double aSecond) throws InterruptedException {
    double ofNodes = options.pages() == 0 ? aSecond : aSecond * SHARE_OF_NODES;
    double aPage = (aSecond - ofNodes) / Math.max(1, options.pages());
    say(String.format(Locale.ROOT, "offering %.0f a second for %d s", aSecond, options.seconds()));
    List<NodePublisher> publishers = publishAtNodes(ofNodes / network.nodes().size());
    publishAtPages(aPage);
    ValueWriter values = new ValueWriter(network.nodes(), ledger, VALUE_PAUSE_MILLIS);
    thread(values, "values");
    List<Member> victims = network.nodes().subList(stayers.size(), network.nodes().size());
    KillsAndClocks kills = new KillsAndClocks(network, victims, options, this::say);
    Thread killing = victims.isEmpty() ? null : thread(kills, "kills");

    long since = millis();
    long said = since;
    int late = 0;
    while (millis() - since < options.seconds() * 1000L) {
      Pause.millis(TICK_MILLIS);
      long passed = millis() - since;
      if (late < latePages()
          && passed > options.seconds() * 1000L * (late + 1) / (latePages() + 2)) {
        lateJoin(late++, aPage);
      }
      if (millis() - said > PROGRESS_MILLIS) {
        said = millis();
        say(ledger.acknowledged() + " acknowledged at nodes, " + kills.kills() + " kills");
      }
    }
    values.stop();
    kills.stop();
    stopPublishing(publishers);
    if (killing != null) {
      killing.join();
    }
    faults.addAll(kills.failures());
    say("the load has ended after " + kills.kills() + " kills");
  }

  private void lateJoin(int number, double aSecond) {
    Duration offset =
        options.clocks() ? PAGE_OFFSETS.get(number % PAGE_OFFSETS.size()) : Duration.ZERO;
    try {
      LoadPage page = openPage(offset);
      page.publish(topic(pages.size() - 1), aSecond, millis());
    } catch (PlaywrightException e) {
      faults.add("a page with its clock off by " + offset + " does not work: " + e.getMessage());
    }
  }

  private void awaitDelivered() {
    long since = millis();
    boolean all = await(() -> missing().isEmpty(), options.patienceSeconds(), COMPARE_MILLIS);
    say(
        (all ? "all has arrived " : "not all has arrived ")
            + String.format(Locale.ROOT, "%.1f s after the load", (millis() - since) / 1000.0));
  }

  /** The messages still missing at each subscriber that stayed. */
  private Map<String, Set<String>> missing() {
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (String topic : TOPICS) {
      Set<String> wanted = ledger.messages(topic).keySet();
      for (StreamReader stream : streams) {
        if (stream.topic().equals(topic)) {
          add(missing, topic + " at the " + stream, wanted, stream.received());
        }
      }
      for (LoadPage page : pages) {
        add(missing, topic + " in " + page, wanted, page.received(topic));
      }
    }
    return missing;
  }

  private static void add(
      Map<String, Set<String>> missing, String where, Set<String> wanted, Set<String> received) {
    Set<String> absent = new LinkedHashSet<>(wanted);
    absent.removeAll(received);
    if (!absent.isEmpty()) {
      missing.put(where, absent);
    }
  }

  private void check() throws Exception {
    missing().forEach((where, ids) -> faults.add(describe(where, ids)));
    for (LoadPage page : pages) {
      if (page.doubles() > 0) {
        faults.add(page + " got " + page.doubles() + " messages twice");
      }
      Object disorder = page.disorder();
      if (!((List<?>) disorder).isEmpty()) {
        faults.add(page + " got messages out of their publisher's order: " + disorder);
      }
    }
    say("reading the history at every node");
    for (Member node : network.nodes()) {
      for (String topic : TOPICS) {
        checkHistory(node, topic);
      }
    }
    say("reading " + ledger.values().size() + " values, each elsewhere");
    checkValues();
    say("checked");
  }

  private void checkHistory(Member node, String topic) {
    Set<String> wanted = ledger.messages(topic).keySet();
    Set<String> received = Set.of();
    String failure = "";
    try {
      received = Set.copyOf(node.api().messages(topic).findValuesAsText("id"));
    } catch (Exception | AssertionError e) {
      failure = " (" + e.getMessage() + ")";
    }
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    add(missing, "history of " + topic + " read at " + node + failure, wanted, received);
    missing.forEach((where, ids) -> faults.add(describe(where, ids)));
  }

  private void checkValues() {
    int number = 0;
    for (Map.Entry<String, String> value : ledger.values().entrySet()) {
      Member node = network.nodes().get(number++ % network.nodes().size());
      String found;
      try {
        found = node.api().value(value.getKey(), "").body();
      } catch (Exception e) {
        found = e.toString();
      }
      if (!value.getValue().equals(found)) {
        faults.add(value.getKey() + " was acknowledged, but " + node + " finds " + found);
      }
      if (!pages.isEmpty()) {
        LoadPage page = pages.get(number % pages.size());
        String inPage = page.get(value.getKey());
        if (!value.getValue().equals(inPage)) {
          faults.add(value.getKey() + " was acknowledged, but " + page + " finds " + inPage);
        }
      }
    }
  }

  private String describe(String where, Set<String> ids) {
    StringBuilder text = new StringBuilder();
    text.append(where).append(" misses ").append(ids.size()).append(" acknowledged messages");
    Map<String, Ledger.Promise> promises = new LinkedHashMap<>();
    TOPICS.forEach(topic -> promises.putAll(ledger.messages(topic)));
    Map<String, Integer> byPublisher = new LinkedHashMap<>();
    ids.forEach(id -> byPublisher.merge(promises.get(id).by(), 1, Integer::sum));
    text.append(", by ").append(byPublisher).append(", such as");
    ids.stream()
        .limit(IDS_SHOWN)
        .forEach(
            id ->
                text.append(' ')
                    .append(id, 0, Math.min(12, id.length()))
                    .append(
                        String.format(
                            Locale.ROOT, " (at %.1f s)", promises.get(id).atMillis() / 1000.0)));
    return text.toString();
  }

  private void killAll() {
    try {
      network.close();
      if (origin != null) {
        origin.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws Exception {
    streams.forEach(StreamReader::stop);
    if (playwright != null) {
      playwright.close();
    }
    if (origin != null) {
      origin.close();
    }
    network.close();
  }
}
