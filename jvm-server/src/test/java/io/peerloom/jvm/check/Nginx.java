package io.peerloom.jvm.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx of a test, with the server blocks it is given. */
public final class Nginx implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process process;

  /**
   * Starts it and waits until a port answers.
   *
   * @param servers what stands in its block http
   * @param port one of those it listens on
   */
  public Nginx(Path folder, String servers, int port) throws Exception {
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
    long begin = System.nanoTime();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() - begin > START_NANOS) {
        throw new IllegalStateException("nginx does not start: " + Files.readString(output));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
