package io.peerloom.jvm.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx of a test, with the server blocks it is given. */
public final class Nginx implements AutoCloseable {
  private final Process process;

  /**
   * Starts it and waits until it listens.
   *
   * @param servers what stands in its block http
   */
  public Nginx(Path folder, String servers) throws Exception {
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
        events { }
        http { access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
        %2$s }
        """
            .formatted(folder.toAbsolutePath(), servers));
    Path output = folder.resolve("nginx-output.log");
    process =
        new ProcessBuilder("nginx", "-c", configuration.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    // Written once it listens.
    Path pid = folder.resolve("nginx.pid");
    while (!Files.exists(pid)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("nginx does not start: " + Files.readString(output));
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
