package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.JdkHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Serves the web page from the jar: the files under {@code /web}, and at the same root those of the
 * npm package under {@code /npm}. The package's module is {@code /peerloom.js}.
 *
 * <p>Every file has its digest as ETag and is revalidated at each use, so a new version of the
 * server is never mixed with files of an old one.
 */
public final class PageFiles implements Consumer<JavalinConfig> {
  private static final List<String> FOLDERS = List.of("/web/", "/npm/");
  private static final String INDEX = "index.html";
  private static final String MODULE = "peerloom.js";
  private static final String MODULE_IN_PACKAGE = "index.js";
  // No dot at the start of a name: neither a parent folder nor a hidden file.
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("ts", "text/plain;charset=utf-8"));

  private record File(byte[] content, String type, String tag) {}

  // Holds only files of the jar, so it is bounded by the jar.
  private final Map<String, File> files = new ConcurrentHashMap<>();
  private final JdkHash hash = new JdkHash();

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/", context -> answer(context, INDEX));
    Routes.read(config.routes, "/<path>", context -> answer(context, context.pathParam("path")));
  }

  private void answer(Context context, String path) {
    File file = find(path);
    context.header("X-Content-Type-Options", "nosniff");
    if (file == null) {
      context.status(HttpStatus.NOT_FOUND_404);
      context.result("not found\n");
      return;
    }
    context.header("ETag", file.tag());
    context.header("Cache-Control", "no-cache");
    context.header("Referrer-Policy", "no-referrer");
    if (EntityTag.isNamed(Conditions.header(context, Conditions.IF_NONE_MATCH), file.tag())) {
      context.status(HttpStatus.NOT_MODIFIED_304);
      return;
    }
    context.contentType(file.type());
    context.result(file.content());
  }

  private File find(String path) {
    File known = files.get(path);
    if (known != null || !PATH.matcher(path).matches()) {
      return known;
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    for (String folder : FOLDERS) {
      String name = path.equals(MODULE) ? MODULE_IN_PACKAGE : path;
      try (InputStream in = PageFiles.class.getResourceAsStream(folder + name)) {
        if (in != null) {
          byte[] content = in.readAllBytes();
          String digest = Bytes.hex(hash.sha256(content)).substring(0, 32);
          File file = new File(content, type, "\"" + digest + "\"");
          files.put(path, file);
          return file;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return null;
  }
}
