package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx with its configuration and its logs in a folder. */
final class Nginx implements AutoCloseable {
  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param servers the server blocks of its configuration
   */
  static Nginx start(Path folder, String servers) throws IOException {
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
    return new Nginx(
        new ProcessBuilder("nginx", "-c", configuration.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx-output.log").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
