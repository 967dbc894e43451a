package io.peerloom.webapp;

import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/** The export of {@code qr-code.js}, which the page imports once it shows a code. */
@JSExportClasses(QrDrawing.class)
public final class QrModule {
  private QrModule() {}

  /**
   * The QR code of a text: its {@code size} and {@code path}.
   *
   * @param text ASCII, at most {@link QrText#MAX_CHARS}; an exception for another one
   */
  @JSExport
  public static QrDrawing draw(String text) {
    return QrDrawing.of(text);
  }
}
