package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The token of the HTTP API, for servers that ask for it and commands that present it. */
final class ApiTokenOptions {
  @Option(
      names = "--api-token",
      paramLabel = "TOKEN",
      converter = TokenConverter.class,
      description = "Token of the HTTP API; other users of this machine may see it (ps).")
  private ApiToken token;

  @Option(
      names = "--api-token-file",
      paramLabel = "FILE",
      converter = TokenFileConverter.class,
      description = "File whose first line is the token of the HTTP API.")
  private ApiToken fromFile;

  /** Reads a token. */
  static final class TokenConverter implements ITypeConverter<ApiToken> {
    @Override
    public ApiToken convert(String text) {
      try {
        return ApiToken.of(text);
      } catch (StartupFailure e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads a token from a file. */
  static final class TokenFileConverter implements ITypeConverter<ApiToken> {
    private final DataFolder.PathConverter paths = new DataFolder.PathConverter();

    @Override
    public ApiToken convert(String text) {
      try {
        Path file = paths.convert(text);
        return ApiToken.read(file);
      } catch (StartupFailure e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The token, or null; a usage error of this command where both options are given. */
  ApiToken token(CommandSpec command) {
    if (token != null && fromFile != null) {
      throw new ParameterException(
          command.commandLine(), "give --api-token or --api-token-file, not both");
    }
    return token == null ? fromFile : token;
  }
}
