package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.JdkHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;

/**
 * {@code /dashboard}: a page for the operator. Its files are no secret; what it shows it reads from
 * {@link ServerApi}, with the token that the operator enters.
 *
 * <p>All its addresses are relative, so it works under any path prefix of a proxy.
 */
public final class Dashboard implements Consumer<JavalinConfig> {
  private static final String PATH = "/dashboard";
  private static final String INDEX = "index.html";
  private static final Map<String, String> TYPES =
      Map.of(
          INDEX,
          "text/html;charset=utf-8",
          "palette.css",
          "text/css;charset=utf-8",
          "dashboard.css",
          "text/css;charset=utf-8",
          "dashboard.js",
          "text/javascript;charset=utf-8",
          "charts.js",
          "text/javascript;charset=utf-8",
          "map.js",
          "text/javascript;charset=utf-8",
          "tables.js",
          "text/javascript;charset=utf-8");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final JdkHash hash = new JdkHash();

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, PATH, file(INDEX)::answer);
    // Relative addresses of the page are those beside /dashboard.
    Routes.read(
        config.routes,
        PATH + "/",
        context -> {
          context.status(HttpStatus.FOUND_302);
          context.header("Location", "../dashboard");
        });
    for (String name : TYPES.keySet()) {
      Routes.read(config.routes, PATH + "/" + name, file(name)::answer);
    }
  }

  private record File(byte[] content, String type, String tag) {
    void answer(Context context) {
      context.header("X-Content-Type-Options", "nosniff");
      context.header("Content-Security-Policy", POLICY);
      context.header("Referrer-Policy", "no-referrer");
      context.header("Cache-Control", "no-cache");
      context.header("ETag", tag);
      if (EntityTag.isNamed(Conditions.header(context, Conditions.IF_NONE_MATCH), tag)) {
        context.status(HttpStatus.NOT_MODIFIED_304);
        return;
      }
      context.contentType(type);
      context.result(content);
    }
  }

  private File file(String name) {
    try (InputStream in = Dashboard.class.getResourceAsStream("/dashboard/" + name)) {
      byte[] content = in.readAllBytes();
      String digest = Bytes.hex(hash.sha256(content)).substring(0, 32);
      return new File(content, TYPES.get(name), "\"" + digest + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
