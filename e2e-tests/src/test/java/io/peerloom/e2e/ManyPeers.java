package io.peerloom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.e2e.ContainerHost.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many peers of the npm package in one process of Node, each with an identity of its own. */
final class ManyPeers implements AutoCloseable {
  private static final long ANSWER_SECONDS = 90;

  private static final String SCRIPT =
      """
      import { createInterface } from 'node:readline';
      // Standard output is for answers; what the peers log goes elsewhere.
      const answer = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
      console.log = console.info = console.debug = console.error;
      const [module, bootstrap, count] = process.argv.slice(2);
      const { Peer } = await import(module);
      const peers = await Promise.all(Array.from({ length: Number(count) },
        () => Peer.join({ bootstrap: [bootstrap], storage: 'memory' })));
      const outcome = (promise) => promise.then((found) => found === null ? 'nothing' : found.value,
        (error) => error.code);
      const answers = {
        links: () => peers.map((peer) => peer.links().map((link) => link.kind)),
        get: (name) => Promise.all(peers.map((peer) => outcome(peer.get(name)))),
      };
      answer('joined');
      for await (const line of createInterface({ input: process.stdin })) {
        const [what, argument] = line.split(' ');
        answer(await answers[what](argument));
      }
      process.exit(0);
      """;

  private final Process process;
  private final BufferedReader answers;

  private ManyPeers(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Joins that many, in the world outside; returns when all have. */
  static ManyPeers join(Deployment deployment, Place place, String bootstrap, int count)
      throws Exception {
    Path script = deployment.folder().resolve("many-peers.mjs");
    Files.writeString(script, SCRIPT);
    Path module = Path.of("../browser-client/target/npm/index.js").toAbsolutePath().normalize();
    List<String> command =
        List.of(
            Browsers.onPath("node").toString(),
            "--experimental-websocket",
            "--no-warnings",
            script.toString(),
            module.toUri().toString(),
            bootstrap,
            String.valueOf(count));
    ProcessBuilder builder =
        new ProcessBuilder(deployment.outsideCommand(place, command))
            .redirectError(deployment.folder().resolve("logs/many-peers.log").toFile());
    builder.environment().put("NODE_EXTRA_CA_CERTS", deployment.certificate().toString());
    ManyPeers peers = new ManyPeers(builder.start());
    peers.answer();
    return peers;
  }

  /** The kinds of the links of each. */
  JsonNode links() throws Exception {
    return ask("links");
  }

  /** What each gets as the value of that name, or the code of its failure. */
  JsonNode get(String name) throws Exception {
    return ask("get " + name);
  }

  private JsonNode ask(String question) throws Exception {
    process.outputWriter(StandardCharsets.UTF_8).append(question).append('\n').flush();
    return answer();
  }

  private JsonNode answer() throws Exception {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return answers.readLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      String text = line.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("the peers have ended; logs/many-peers.log says why");
      }
      return new ObjectMapper().readTree(text);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("no answer from the peers", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
