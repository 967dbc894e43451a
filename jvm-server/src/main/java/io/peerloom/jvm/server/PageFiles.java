package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.TrustedProxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 *
 * <p>All files name each other by relative addresses, so they work below any path. Only a page
 * opened without the slash at the end of its path would look for them elsewhere; where the proxy
 * says what it has removed (X-Forwarded-Prefix), the page is told its base.
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

  private static final String FORWARDED_PREFIX = "X-Forwarded-Prefix";
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}/?");
  private static final int MAX_PREFIX_CHARS = 256;
  private static final String HEAD = "<head>";

  private record File(byte[] content, String type, String tag) {}

  private final PageOrigins pages;
  private final TrustedProxies proxies;

  // Holds only files of the jar, so it is bounded by the jar.
  private final Map<String, File> files = new ConcurrentHashMap<>();
  private final JdkHash hash = new JdkHash();

  /** Files that pages of other origins load as far as they are allowed to. */
  public PageFiles(PageOrigins pages, TrustedProxies proxies) {
    this.pages = pages;
    this.proxies = proxies;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/", context -> answer(context, INDEX));
    Routes.read(config.routes, "/<path>", context -> answer(context, context.pathParam("path")));
  }

  private void answer(Context context, String path) {
    File file = find(path);
    if (file != null && path.equals(INDEX)) {
      file = below(prefix(context), file);
    }
    context.header("X-Content-Type-Options", "nosniff");
    allowOtherOrigins(context);
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

  private void allowOtherOrigins(Context context) {
    if (pages.isRestricted()) {
      context.header("Vary", "Origin");
    }
    String allowed = pages.allowOrigin(context.header("Origin"));
    if (allowed != null) {
      context.header("Access-Control-Allow-Origin", allowed);
    }
  }

  /** The path that the proxy removed from the address of the page; empty for none. */
  private String prefix(Context context) {
    String prefix = context.header(FORWARDED_PREFIX);
    return prefix != null
            && isBelieved(context.req().getRemoteAddr())
            && prefix.length() <= MAX_PREFIX_CHARS
            && PREFIX.matcher(prefix).matches()
        ? prefix.replaceFirst("/$", "")
        : "";
  }

  /** Whoever makes up a prefix changes only the page that it gets itself. */
  private boolean isBelieved(String proxy) {
    return proxies.trusts(proxy) || ApiGate.isLoopback(proxy);
  }

  private File below(String prefix, File page) {
    if (prefix.isEmpty()) {
      return page;
    }
    String text = new String(page.content(), StandardCharsets.UTF_8);
    String based = text.replaceFirst(HEAD, HEAD + "<base href=\"" + prefix + "/\" />");
    return file(based.getBytes(StandardCharsets.UTF_8), page.type());
  }

  private File file(byte[] content, String type) {
    String digest = Bytes.hex(hash.sha256(content)).substring(0, 32);
    return new File(content, type, "\"" + digest + "\"");
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
    byte[] content = read(path);
    if (content == null) {
      return null;
    }
    File file = file(content, type);
    files.put(path, file);
    return file;
  }

  /** A file of the page or the npm package in the jar; null where there is none. */
  static byte[] read(String path) {
    String name = path.equals(MODULE) ? MODULE_IN_PACKAGE : path;
    for (String folder : FOLDERS) {
      try (InputStream in = PageFiles.class.getResourceAsStream(folder + name)) {
        if (in != null) {
          return in.readAllBytes();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return null;
  }
}
