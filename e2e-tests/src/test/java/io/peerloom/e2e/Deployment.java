package io.peerloom.e2e;

import io.peerloom.e2e.ComposeFile.Mount;
import io.peerloom.e2e.ComposeFile.Service;
import io.peerloom.e2e.ContainerHost.Place;
import io.peerloom.e2e.ContainerHost.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The services of {@code docker-compose.yml}, each in a network namespace instead of a container:
 * with the commands, environment, mounts and limits of that file and of the Dockerfile, the nginx
 * files of {@code deploy}, host names of their own, and a name server that knows their addresses.
 */
final class Deployment implements AutoCloseable {
  static final String DOMAIN = "peerloom.test";

  private static final Path SOURCE = Path.of("..").toAbsolutePath().normalize();
  private static final String NGINX = "nginx";
  private static final String API_TOKEN = "a-token-for-tests-only";
  private static final String HOME = "/srv/peerloom";

  /** Options for JVMs of which there are many on a small machine. */
  private static final String JAVA_OPTIONS = "-Xmx128m -XX:TieredStopAtLevel=1";

  /** One service, which can be killed, and replaced by another container with its volumes. */
  final class Container {
    private final Service service;
    private final Side side;
    private Place place;
    private JarProcess process;
    private int starts;

    private Container(Service service, Side side) {
      this.service = service;
      this.side = side;
    }

    Api api() {
      return new Api("http://" + place.address() + ":8080", API_TOKEN);
    }

    String name() {
      return service.name();
    }

    String address() {
      return place.address();
    }

    @Override
    public String toString() {
      return name();
    }

    private void begin() throws Exception {
      starts++;
      if (place == null) {
        place = host.add(side);
        host.names(side).put(name(), place.address());
      }
      List<String> command = new ArrayList<>(container(place, image.user(), side));
      command.add("bind:" + System.getProperty("peerloom.jar") + ":" + HOME + "/peerloom.jar:ro");
      command.addAll(mounts(service));
      command.add("--");
      command.addAll(image.entryPoint());
      command.set(command.indexOf("java"), java());
      command.addAll(service.command());
      Map<String, String> environment = new LinkedHashMap<>(image.environment());
      environment.putAll(service.environment());
      environment.put("PATH", System.getenv("PATH"));
      environment.put("JDK_JAVA_OPTIONS", JAVA_OPTIONS);
      Path log = folder.resolve("logs").resolve(name() + "-" + starts + ".log");
      process = JarProcess.start(log, command, environment);
    }

    /** The exit code of the image's health check. */
    int healthCheck() throws Exception {
      String program = SOURCE.resolve("deploy/healthy").toString();
      ProcessBuilder check = new ProcessBuilder("ip", "netns", "exec", place.namespace(), program);
      check.environment().putAll(service.environment());
      return check.start().waitFor();
    }

    void kill() throws InterruptedException {
      process.kill();
      process.awaitEnd();
    }
  }

  private final Path folder;
  private final ContainerHost host;
  private final ImageRecipe image;
  private final ComposeFile compose;
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private Place proxyPlace;
  private Process proxy;

  /** Prepares what an operator prepares: settings, a certificate, keys, and the page. */
  Deployment(Path folder) throws Exception {
    this.folder = folder.toAbsolutePath();
    Files.createDirectories(this.folder.resolve("logs"));
    Map<String, String> variables =
        new LinkedHashMap<>(ComposeFile.variables(SOURCE.resolve(".env.example")));
    variables.put("PEERLOOM_DOMAIN", DOMAIN);
    variables.put("PEERLOOM_TURN_SECRET", "secret");
    variables.put("PEERLOOM_TLS_FOLDER", this.folder.resolve("tls").toString());
    variables.put("PEERLOOM_KEYS_FOLDER", this.folder.resolve("keys").toString());
    host = new ContainerHost(this.folder);
    variables.put("PEERLOOM_SUBNET", host.subnet(Side.INSIDE));
    compose = ComposeFile.read(SOURCE.resolve("docker-compose.yml"), variables);
    image = ImageRecipe.read(SOURCE.resolve("deploy/Dockerfile"), "server");
    TestCertificate.make(this.folder.resolve("tls"), DOMAIN);
    for (Service service : compose.services()) {
      if (service.name().matches("(bootstrap|bridge|node)[0-9]+")) {
        containers.put(service.name(), new Container(service, Side.INSIDE));
      }
    }
    makeKeys();
    run("page", "--out", "page");
  }

  private void makeKeys() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    Path root = folder.resolve("root");
    run("network", "create", "--out", root.toString());
    for (Container bridge : all("bridge")) {
      Path key = keys.resolve(bridge.name() + ".json");
      run("bridge-key", "--root", root.resolve("root.json").toString(), "--out", key.toString());
      Files.setAttribute(key, "unix:uid", image.user());
    }
    Files.writeString(keys.resolve("api-token"), API_TOKEN + "\n");
  }

  private void run(String... arguments) throws Exception {
    Program program = Program.run(folder, arguments);
    if (program.exitCode() != 0) {
      throw new AssertionError(program.err());
    }
  }

  Container get(String name) {
    return containers.get(name);
  }

  /** The containers whose names begin so, in the order of the file. */
  List<Container> all(String prefix) {
    return containers.values().stream().filter(each -> each.name().startsWith(prefix)).toList();
  }

  /** Adds nodes like node1, as {@code deploy/compose-nodes} does, until there are so many. */
  void addNodes(int count) {
    Service first = compose.service("node1");
    for (int number = all("node").size() + 1; number <= count; number++) {
      String name = "node" + number;
      Map<String, String> environment = new LinkedHashMap<>(first.environment());
      environment.put("PEERLOOM_ADVERTISE", "wss://" + DOMAIN + "/" + name);
      List<Mount> mounts =
          first.mounts().stream()
              .map(each -> each.isNamedVolume() ? new Mount(name, each.target(), false) : each)
              .toList();
      Service service =
          new Service(
              name,
              first.command(),
              environment,
              mounts,
              first.temporaryFolders(),
              first.readOnly(),
              first.capabilitiesDropped());
      containers.put(name, new Container(service, Side.INSIDE));
    }
  }

  /** Adds a node in the world outside, which advertises an address of its own there. */
  Container addOutsideNode(String name) throws Exception {
    Place place = host.add(Side.OUTSIDE);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PEERLOOM_PORT", "9002");
    environment.put("PEERLOOM_ADVERTISE", "ws://" + place.address() + ":9002");
    environment.put("PEERLOOM_BOOTSTRAP", "wss://" + DOMAIN + "/bootstrap");
    environment.put("PEERLOOM_API_HOST", "0.0.0.0");
    environment.put("PEERLOOM_API_TOKEN", API_TOKEN);
    environment.put("PEERLOOM_TRUST_CERTIFICATE", HOME + "/certificate.pem");
    Service service =
        new Service(
            name,
            List.of("node"),
            environment,
            List.of(
                new Mount(name, HOME + "/data", false),
                new Mount(certificate().toString(), HOME + "/certificate.pem", true)),
            List.of("/tmp"),
            true,
            true);
    Container node = new Container(service, Side.OUTSIDE);
    node.place = place;
    containers.put(name, node);
    return node;
  }

  /** Starts containers, all at the same moment, and waits until they are ready. */
  void start(Collection<Container> starting) throws Exception {
    for (Container container : starting) {
      container.begin();
    }
    for (Container container : starting) {
      container.process.awaitReady(Bounds.SERVING);
    }
  }

  /** Puts a new container in the place of one: other host name, other address, same volumes. */
  void replace(Container container) throws Exception {
    container.kill();
    host.remove(container.place);
    container.place = null;
    start(List.of(container));
  }

  private List<String> container(Place place, int user, Side side) {
    String hostName = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 60);
    return List.of(
        SOURCE.resolve("e2e-tests/container").toString(),
        place.namespace(),
        hostName.substring(0, 12),
        String.valueOf(user),
        "bind:" + host.resolver(side) + ":/etc/resolv.conf:ro");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private List<String> mounts(Service service) throws IOException {
    List<String> mounts = new ArrayList<>();
    for (String temporary : service.temporaryFolders()) {
      mounts.add("tmpfs:" + temporary);
    }
    for (Mount mount : service.mounts()) {
      Path source = Path.of(mount.source());
      if (mount.isNamedVolume()) {
        source = Files.createDirectories(folder.resolve("volumes").resolve(mount.source()));
        Files.setAttribute(source, "unix:uid", image.user());
      }
      mounts.add("bind:" + source + ":" + mount.target() + (mount.readOnly() ? ":ro" : ""));
    }
    return mounts;
  }

  /** Starts nginx on both sides of the host, with the files of {@code deploy/nginx}. */
  void startProxy() throws Exception {
    Service service = compose.service(NGINX);
    if (proxyPlace == null) {
      proxyPlace = host.add(Side.INSIDE);
      host.names(Side.INSIDE).put(DOMAIN, proxyPlace.address());
      Place outside = host.attach(proxyPlace.namespace(), Side.OUTSIDE);
      host.names(Side.OUTSIDE).put(DOMAIN, outside.address());
    }
    Map<String, String> environment = new LinkedHashMap<>(service.environment());
    // Docker's own address for its name server; here it has another.
    environment.put("PEERLOOM_RESOLVER", host.nameServerAddress(Side.INSIDE));
    Path configuration = writeProxyConfiguration(environment);
    List<String> command = new ArrayList<>(container(proxyPlace, 0, Side.INSIDE));
    command.add("bind:" + configuration + ":/etc/nginx:ro");
    command.add("bind:" + folder.resolve("tls") + ":" + HOME + "/tls:ro");
    command.add("bind:" + folder.resolve("page") + ":" + HOME + "/page:ro");
    command.add("bind:" + folder.resolve("logs") + ":/var/log/nginx");
    // Debian's nginx keeps its temporary files in other folders than the image's.
    command.addAll(List.of("tmpfs:/run", "tmpfs:/var/lib/nginx", "--"));
    command.addAll(List.of("nginx", "-g", "daemon off;"));
    proxy =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("logs/nginx.log").toFile()))
            .start();
  }

  private Path writeProxyConfiguration(Map<String, String> environment) throws IOException {
    Path configuration = folder.resolve(NGINX);
    Path source = SOURCE.resolve("deploy/nginx");
    Files.createDirectories(configuration.resolve("conf.d"));
    Files.createDirectories(configuration.resolve("peerloom"));
    copy(source.resolve("nginx.conf"), configuration.resolve("nginx.conf"));
    copy(Path.of("/etc/nginx/mime.types"), configuration.resolve("mime.types"));
    copy(source.resolve("proxy.conf"), configuration.resolve("peerloom/proxy.conf"));
    Files.writeString(
        configuration.resolve("conf.d/peerloom.conf"),
        ComposeFile.filled(
            Files.readString(source.resolve("peerloom.conf.template")), environment));
    return configuration;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Stops nginx, which cuts all links that go through it. */
  void stopProxy() throws InterruptedException {
    proxy.destroy();
    proxy.waitFor();
  }

  /** A program's command for the world outside, where the domain leads to nginx's public side. */
  List<String> outsideCommand(Place place, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", place.namespace()));
    all.addAll(List.of("unshare", "--mount", "bash", "-c"));
    all.add(
        "mount --make-rprivate / && mount --bind "
            + host.resolver(Side.OUTSIDE)
            + " /etc/resolv.conf && exec \"$0\" \"$@\"");
    all.addAll(command);
    return all;
  }

  /** A place in the world outside. */
  Place outside() throws Exception {
    return host.add(Side.OUTSIDE);
  }

  /** A program that runs another one in the world outside, for what starts browsers by a path. */
  Path outsideProgram(Place place, Path program) throws IOException {
    List<String> words =
        outsideCommand(place, List.of(program.toString())).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .toList();
    Path script = folder.resolve("outside-" + program.getFileName());
    Files.writeString(script, "#!/bin/sh\nexec " + String.join(" ", words) + " \"$@\"\n");
    script.toFile().setExecutable(true);
    return script;
  }

  Path certificate() {
    return folder.resolve("tls/fullchain.pem");
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws Exception {
    for (Container container : containers.values()) {
      if (container.process != null) {
        container.process.kill();
      }
    }
    for (Container container : containers.values()) {
      if (container.process != null) {
        container.process.awaitEnd();
      }
    }
    if (proxy != null) {
      stopProxy();
    }
    host.close();
  }
}
