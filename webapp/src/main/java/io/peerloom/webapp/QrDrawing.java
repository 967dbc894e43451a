package io.peerloom.webapp;

import io.nayuki.qrcodegen.QrCode;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSProperty;

/**
 * A QR code as one SVG path, in units of one module.
 *
 * <p>Dark modules that touch in a row are one rectangle, so that no renderer leaves hair lines
 * between them, and the path is short.
 */
public final class QrDrawing {
  /** Light modules that readers need on each side (ISO/IEC 18004). */
  static final int QUIET_ZONE = 4;

  private final int size;
  private final String path;

  private QrDrawing(int size, String path) {
    this.size = size;
    this.path = path;
  }

  /**
   * Draws a text in the smallest code that holds it.
   *
   * @param text ASCII, at most {@link QrText#MAX_CHARS}
   * @throws IllegalArgumentException for another one
   */
  static QrDrawing of(String text) {
    QrCode code = QrText.code(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int start = x;
        while (code.getModule(x, y)) {
          x++;
        }
        if (x > start) {
          rectangle(path, start + QUIET_ZONE, y + QUIET_ZONE, x - start);
        }
      }
    }
    return new QrDrawing(code.size + 2 * QUIET_ZONE, path.toString());
  }

  private static void rectangle(StringBuilder path, int x, int y, int width) {
    path.append('M').append(x).append(' ').append(y);
    path.append('h').append(width).append("v1h-").append(width).append('z');
  }

  /** Modules from edge to edge, both quiet zones included: the side of the view box. */
  @JSExport
  @JSProperty
  public int getSize() {
    return size;
  }

  /** The dark modules, as the {@code d} of an SVG path. */
  @JSExport
  @JSProperty
  public String getPath() {
    return path;
  }
}
