package io.peerloom.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrDrawingTest {
  private static final Pattern RECTANGLE = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
  private static final int PIXELS_PER_MODULE = 3;

  private static String link(int length) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Random random = new Random(length);
    StringBuilder text = new StringBuilder("https://h/#invitation=");
    while (text.length() < length) {
      text.append(digits.charAt(random.nextInt(digits.length())));
    }
    return text.substring(0, length);
  }

  @Test
  void aReaderReadsEachLength() throws Exception {
    for (int length : new int[] {1, 14, 15, 180, 181, 700, 1_500, 2_331, 2_332, QrText.MAX_CHARS}) {
      String link = link(length);
      assertThat(read(QrDrawing.of(link))).isEqualTo(link);
    }
  }

  /** What the path draws, dark on light, as a camera would see it. */
  private static String read(QrDrawing drawing) throws Exception {
    int side = drawing.getSize() * PIXELS_PER_MODULE;
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, 0xffffff);
    Matcher found = RECTANGLE.matcher(drawing.getPath());
    int drawn = 0;
    for (; found.find(); drawn = found.end()) {
      assertThat(found.start()).as("end of what was read").isEqualTo(drawn);
      assertThat(found.group(4)).isEqualTo(found.group(3));
      int x = Integer.parseInt(found.group(1)) * PIXELS_PER_MODULE;
      int y = Integer.parseInt(found.group(2)) * PIXELS_PER_MODULE;
      int width = Integer.parseInt(found.group(3)) * PIXELS_PER_MODULE;
      for (int row = y; row < y + PIXELS_PER_MODULE; row++) {
        Arrays.fill(pixels, row * side + x, row * side + x + width, 0);
      }
    }
    assertThat(drawn).isEqualTo(drawing.getPath().length());
    BinaryBitmap image =
        new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, pixels)));
    return new QRCodeReader()
        .decode(
            image,
            Map.of(
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.QR_CODE),
                DecodeHintType.PURE_BARCODE,
                true))
        .getText();
  }

  @Test
  void eachVersionIsAsTheLibraryHasIt() {
    for (int version = 1; version <= 40; version++) {
      isAsTheLibraryHasIt(version, QrCode.Ecc.MEDIUM);
    }
    for (int version = 36; version <= 40; version++) {
      isAsTheLibraryHasIt(version, QrCode.Ecc.LOW);
    }
    assertThat(QrText.maxChars(40, QrCode.Ecc.LOW)).isEqualTo(QrText.MAX_CHARS);
  }

  private static void isAsTheLibraryHasIt(int version, QrCode.Ecc level) {
    String text = link(QrText.maxChars(version, level));
    QrCode code = QrText.code(text);
    List<QrSegment> segments =
        List.of(QrSegment.makeBytes(text.getBytes(StandardCharsets.US_ASCII)));
    QrCode expected = QrCode.encodeSegments(segments, level, 1, 40, -1, false);
    assertThat(code.version).isEqualTo(expected.version).isEqualTo(version);
    assertThat(modules(code)).isEqualTo(modules(expected));
  }

  private static String modules(QrCode code) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < code.size * code.size; i++) {
      all.append(code.getModule(i % code.size, i / code.size) ? '#' : '.');
    }
    return all.toString();
  }

  @Test
  void whatFitsNoCodeIsRefused() {
    assertThatThrownBy(() -> QrText.code(link(QrText.MAX_CHARS + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QrText.code("https://h/ä")).hasMessageContaining("character 10");
  }
}
