package io.peerloom.jvm.cli;

import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.text.Digits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much a node holds for others. */
final class StoreQuota {
  @Option(
      names = "--store-quota",
      defaultValue = "1G",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "How many bytes of records a node holds at most, 1M to 1T, such as 512M; more are refused"
              + " with FULL, and what it has stays. Messages of topics have a quarter of that, and"
              + " 256M at most, besides (default: ${DEFAULT-VALUE}).")
  private long bytes;

  long bytes() {
    return bytes;
  }

  /** Reads a size in bytes, or in KiB, MiB, GiB or TiB with a letter behind it. */
  static final class SizeConverter implements ITypeConverter<Long> {
    private static final String UNITS = "KMGT";

    @Override
    public Long convert(String text) {
      int last = text.length() - 1;
      int unit = last < 0 ? -1 : UNITS.indexOf(Character.toUpperCase(text.charAt(last)));
      int shift = 10 * (unit + 1);
      long least = PeerOptions.MIN_STORE_QUOTA_BYTES >> shift;
      long most = PeerOptions.MAX_STORE_QUOTA_BYTES >> shift;
      return Digits.within(unit < 0 ? text : text.substring(0, last), Math.max(1, least), most)
              .orElseThrow(
                  () ->
                      new TypeConversionException(
                          "'" + text + "' is not a size from 1M to 1T, such as 512M"))
          << shift;
    }
  }
}
