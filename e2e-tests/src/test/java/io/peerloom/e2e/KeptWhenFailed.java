package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A folder for a test class, which is kept under {@code target/artifacts} if a test fails. */
final class KeptWhenFailed implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private Path folder;
  private boolean failed;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder =
        Path.of(
            System.getProperty("peerloom.artifacts"),
            context.getRequiredTestClass().getSimpleName());
    Folders.delete(folder);
    Files.createDirectories(folder);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    failed |= context.getExecutionException().isPresent();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (!failed && context.getExecutionException().isEmpty()) {
      Folders.delete(folder);
    }
  }

  Path folder() {
    return folder;
  }
}
