package io.peerloom.jvm.rtc;

import io.peerloom.jvm.store.PackedLibrary;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Set;

/**
 * Finds and loads WebRTC's native code, which is 23 MB and therefore not in the program: on the
 * class path, where a Java program has it, or in {@code peerloom-webrtc-PLATFORM.jar} beside the
 * program. It is never fetched.
 *
 * <p>webrtc-java itself unpacks it to a new file in the temporary folder at each start. Here it is
 * unpacked once, like RocksDB's.
 */
public final class WebRtcLibrary {
  private static final String NAME = "webrtc";
  private static final String LIBRARY = "webrtc-java";

  private WebRtcLibrary() {}

  /**
   * Loads it, unless it is loaded, and starts WebRTC's threads.
   *
   * @param inDataDirectory where to unpack it if there is no cache; created if needed
   * @throws StartupFailure that says what is missing, and where
   */
  public static NativeRtc open(Path inDataDirectory) {
    load(inDataDirectory);
    return new NativeRtc();
  }

  private static synchronized void load(Path inDataDirectory) {
    String platform = platform();
    try {
      Set<String> loaded = loaded();
      if (loaded.contains(LIBRARY)) {
        return;
      }
      PackedLibrary packed = find(platform, home());
      packed.load(inDataDirectory, file -> System.load(file.toAbsolutePath().toString()));
      loaded.add(LIBRARY);
    } catch (ReflectiveOperationException e) {
      throw new StartupFailure(
          "a peer behind a NAT needs webrtc-java: add dev.onvoid.webrtc:webrtc-java to the class"
              + " path");
    } catch (IOException e) {
      throw new StartupFailure("WebRTC's native code cannot be read: " + e.getMessage());
    } catch (UnsatisfiedLinkError e) {
      throw new StartupFailure(unloadable(e.getMessage()));
    }
  }

  /** The code for a platform. */
  static PackedLibrary find(String platform, Path home) throws IOException {
    String fileName = System.mapLibraryName(LIBRARY + "-" + platform);
    URL url = WebRtcLibrary.class.getClassLoader().getResource(fileName);
    if (url == null && home != null) {
      Path jar = home.resolve(jarName(platform));
      url = Files.isRegularFile(jar) ? inside(jar, fileName) : null;
    }
    PackedLibrary packed = PackedLibrary.of(NAME, url, fileName);
    if (packed == null) {
      throw new StartupFailure(missing(platform, home));
    }
    return packed;
  }

  /** The name of the jar beside the program that has the code. */
  static String jarName(String platform) {
    return "peerloom-webrtc-" + platform + ".jar";
  }

  private static URL inside(Path jar, String fileName) throws MalformedURLException {
    return URI.create("jar:" + jar.toUri() + "!/" + fileName).toURL();
  }

  private static String missing(String platform, Path home) {
    return "a peer behind a NAT needs WebRTC's native code: "
        + jarName(platform)
        + " is missing; put it into "
        + (home == null ? "the folder of peerloom.jar" : home)
        + ", or add webrtc-java's jar for "
        + platform
        + " to the class path";
  }

  private static String unloadable(String reason) {
    return "WebRTC's native code cannot be loaded: "
        + reason
        + "; on Debian it needs the packages libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2"
        + " libxcomposite1 libdbus-1-3";
  }

  /** Such as {@code linux-x86_64}, as webrtc-java names its jars. */
  static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux";
    return family
        + "-"
        + switch (processor) {
          case "amd64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> processor;
        };
  }

  /** The folder of the jar that this class is in; null where it is in none. */
  private static Path home() {
    CodeSource source = WebRtcLibrary.class.getProtectionDomain().getCodeSource();
    try {
      Path file = source == null ? null : Path.of(source.getLocation().toURI());
      return file != null && Files.isRegularFile(file) ? file.getParent() : null;
    } catch (URISyntaxException | RuntimeException e) {
      return null;
    }
  }

  /** The names of what webrtc-java has loaded: what is among them it does not unpack. */
  @SuppressWarnings("unchecked")
  private static Set<String> loaded() throws ReflectiveOperationException {
    Field field =
        Class.forName("dev.onvoid.webrtc.internal.NativeLoader").getDeclaredField("LOADED_LIB_SET");
    field.setAccessible(true);
    return (Set<String>) field.get(null);
  }
}
