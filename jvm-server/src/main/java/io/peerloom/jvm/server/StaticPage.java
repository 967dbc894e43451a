package io.peerloom.jvm.server;

import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.store.StartupFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The web page as a folder of static files, for any web server, at any path.
 *
 * <p>{@code index.html} leads to everything else, which lies under {@code assets/} and has its
 * digest in its name. So a name always has the same content, and may be cached for ever; a page
 * that was loaded before an update keeps getting its own files, because old ones are left in the
 * folder. Only {@code index.html} has to be asked for again. Beside each file is its gzip.
 */
public final class StaticPage {
  private static final String INDEX = "index.html";
  private static final String ASSETS = "assets/";
  private static final int DIGEST_CHARACTERS = 16;

  private static final Pattern HTML_REFERENCE = Pattern.compile("\\b(?:src|href)=\"([^\"#:]+)\"");
  private static final Pattern JS_REFERENCE =
      Pattern.compile(
          "(?m)(?:\\bfrom\\s*|^import\\s*|\\bimport\\()(?:'|\")(\\.{0,2}/[^'\"\\n]+)(?:'|\")");

  private final Path folder;
  private final JdkHash hash = new JdkHash();
  // Null while a file is being written. Holds only files of the jar, so it is bounded by the jar.
  private final Map<String, String> written = new LinkedHashMap<>();

  private StaticPage(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the page into a folder, which may have an older version and be in use.
   *
   * @param settings new contents of {@code <meta>} elements of the page, by their names
   * @throws StartupFailure if the folder cannot be written, saying why
   */
  public static void write(Path folder, Map<String, String> settings) {
    try {
      Files.createDirectories(folder.resolve(ASSETS));
      StaticPage page = new StaticPage(folder);
      String html = page.rewritten(INDEX, HTML_REFERENCE, name -> ASSETS + name);
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        html = withSetting(html, setting.getKey(), setting.getValue());
      }
      page.save(INDEX, html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StartupFailure("cannot write the page to " + folder + ": " + e);
    }
  }

  private static String withSetting(String html, String name, String content) {
    String start = "<meta name=\"" + name + "\" content=\"";
    int from = html.indexOf(start) + start.length();
    if (from < start.length()) {
      throw new IllegalArgumentException("the page has no setting " + name);
    }
    String escaped = content.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    return html.substring(0, from) + escaped + html.substring(html.indexOf('"', from));
  }

  /** The name in {@code assets/} of a file of the page, which is written there first. */
  private String asset(String path) throws IOException {
    if (written.containsKey(path)) {
      String name = written.get(path);
      if (name == null) {
        throw new IllegalStateException(path + " leads to itself");
      }
      return name;
    }
    written.put(path, null);
    byte[] content =
        path.endsWith(".js")
            ? rewritten(path, JS_REFERENCE, name -> "./" + name).getBytes(StandardCharsets.UTF_8)
            : content(path);
    String digest = Bytes.hex(hash.sha256(content)).substring(0, DIGEST_CHARACTERS);
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    String name = file.substring(0, dot) + "." + digest + file.substring(dot);
    save(ASSETS + name, content);
    written.put(path, name);
    return name;
  }

  private String rewritten(String path, Pattern reference, UnaryOperator<String> link)
      throws IOException {
    String text = new String(content(path), StandardCharsets.UTF_8);
    StringBuilder result = new StringBuilder();
    Matcher found = reference.matcher(text);
    int copied = 0;
    while (found.find()) {
      String target = URI.create("/" + path).resolve(found.group(1)).getPath().substring(1);
      result.append(text, copied, found.start(1)).append(link.apply(asset(target)));
      copied = found.end(1);
    }
    return result.append(text, copied, text.length()).toString();
  }

  private static byte[] content(String path) throws IOException {
    byte[] content = PageFiles.read(path);
    if (content == null) {
      throw new IllegalStateException("the page has no file " + path);
    }
    return content;
  }

  /** Writes a file and its gzip so that a web server sees each either whole or not at all. */
  private void save(String name, byte[] content) throws IOException {
    replace(name + ".gz", gzip(content));
    replace(name, content);
  }

  private void replace(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Path whole = file.resolveSibling("." + file.getFileName());
    Files.write(whole, content);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(compressed) {
          {
            def.setLevel(java.util.zip.Deflater.BEST_COMPRESSION);
          }
        }) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
