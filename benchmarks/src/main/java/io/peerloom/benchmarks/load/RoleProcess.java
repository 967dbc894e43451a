package io.peerloom.benchmarks.load;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.server.BootstrapServerProcess;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.server.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bridge, a bootstrap server or a node in a JVM of its own, whose memory and CPU can be told from
 * those of the load: {@link #main} is its program, an object of this class its owner in the
 * benchmark.
 */
public final class RoleProcess implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final double KIB_PER_MB = 1e6 / 1024;
  private static final double BYTES_PER_MB = 1e6;
  private static final double MILLIS_PER_TICK = 10;

  private final Process process;
  private final BufferedReader output;
  private final String address;

  private RoleProcess(int heapMegabytes, Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + heapMegabytes + "m"));
    String more = System.getenv("PEERLOOM_ROLE_OPTIONS");
    if (more != null && !more.isBlank()) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RoleProcess.class.getName());
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    address = read("ready ");
  }

  /** Starts a bridge of a network of its own; port 0 takes a free one. */
  public static RoleProcess bridge(int heapMegabytes, Path folder, int port) throws IOException {
    return new RoleProcess(
        heapMegabytes,
        folder.resolve("bridge.log"),
        List.of("bridge", String.valueOf(port), folder.resolve("bridge").toString()));
  }

  /** The root key of the network of the bridge in that folder. */
  public static IdentityKeys root(Path folder) {
    return IdentityFile.loadOrCreate(
        folder.resolve("bridge").resolve("keys").resolve("root.json"), new JvmCrypto());
  }

  /** Starts a bootstrap server that asks one bridge. */
  public static RoleProcess bootstrap(int heapMegabytes, Path folder, String bridge)
      throws IOException {
    return new RoleProcess(
        heapMegabytes, folder.resolve("bootstrap.log"), List.of("bootstrap", "0", bridge));
  }

  /** Starts a node with room for so many links, which joins by a bootstrap server. */
  public static RoleProcess node(int heapMegabytes, Path folder, String bootstrap, int links)
      throws IOException {
    return new RoleProcess(
        heapMegabytes,
        folder.resolve("node.log"),
        List.of("node", "0", folder.resolve("node").toString(), bootstrap, String.valueOf(links)));
  }

  private String read(String start) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("it ended without a line \"" + start + "\"");
  }

  /** Where it is dialled. */
  public String address() {
    return address;
  }

  /** Its network, 64 hexadecimal digits; of a bridge only. */
  public String network() throws IOException {
    return ask("network");
  }

  /** Bytes of live objects, in megabytes (10^6). */
  public double heapMegabytes() throws IOException {
    return Long.parseLong(ask("heap")) / BYTES_PER_MB;
  }

  private String ask(String question) throws IOException {
    process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return read(question + " ");
  }

  /** Resident memory in megabytes, as the kernel counts it. */
  public double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MB;
      }
    }
    throw new IOException("the process has ended");
  }

  /** CPU time used so far, in milliseconds. */
  public double cpuMillis() throws IOException {
    return cpuMillis(String.valueOf(process.pid()));
  }

  /** The same of any process; "self" is this one. */
  public static double cpuMillis(String process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /** The operating system closes its sockets, and nobody hears a goodbye. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * The program: {@code bridge PORT FOLDER}, {@code bootstrap PORT BRIDGE} or {@code node PORT
   * FOLDER BOOTSTRAP LINKS}.
   */
  public static void main(String[] arguments) {
    try {
      serve(arguments);
      System.exit(0);
    } catch (IOException | RuntimeException | LinkageError failure) {
      // Threads that have been started would keep the process alive, and its owner would wait.
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    String network = "";
    ServerProcess server;
    if (arguments[0].equals("bridge")) {
      PeerHost host = PeerHost.open(Path.of(arguments[2]));
      network =
          Bytes.hex(host.runtime().hash().sha256(host.identity(PeerHost.ROOT).identityPublicKey()));
      server =
          new PeerProcess(
              host,
              "bridge",
              () -> new PeerOptions().bridge(host.rootedBridgeKey("bridge")),
              List.of(),
              new PeerProcess.Address(LOOPBACK, port),
              null);
    } else if (arguments[0].equals("node")) {
      PeerHost host = PeerHost.open(Path.of(arguments[2]));
      PeerOptions options =
          new PeerOptions()
              .bootstrap(List.of(arguments[3]))
              .maxLinks(Integer.parseInt(arguments[4]));
      server =
          new PeerProcess(
              host,
              "node",
              () -> options,
              List.of(),
              new PeerProcess.Address(LOOPBACK, port),
              null);
    } else {
      server = new BootstrapServerProcess(LOOPBACK, port, List.of(arguments[2]));
    }
    System.out.println("ready " + server.address());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(line + " " + (line.equals("heap") ? liveBytes() : network));
    }
  }

  private static long liveBytes() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
