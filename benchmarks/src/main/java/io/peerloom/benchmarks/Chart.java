package io.peerloom.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line chart as SVG, legible on a light page and a dark one. The horizontal axis is logarithmic,
 * because what is drawn here spans decades: waits, and sizes of networks.
 */
final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 64;
  private static final int RIGHT = 32;
  private static final int TOP = 48;
  private static final int BOTTOM = 52;
  private static final int LINE = 18;
  private static final int LETTER = 7;

  /** Told apart by people who see colours otherwise, too (Okabe and Ito). */
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"
  };

  /** One line; {@code xs} grow and are above 0. */
  record Series(String label, double[] xs, double[] ys) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final boolean dots;
  private final List<Series> all = new ArrayList<>();

  /**
   * An empty chart.
   *
   * @param dots whether each point is marked
   */
  Chart(String title, String xLabel, String yLabel, boolean dots) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.dots = dots;
  }

  void add(Series series) {
    all.add(series);
  }

  String svg() {
    double low = Double.MAX_VALUE;
    double high = 1;
    double top = 0;
    for (Series series : all) {
      for (int i = 0; i < series.xs.length; i++) {
        low = Math.min(low, series.xs[i]);
        high = Math.max(high, series.xs[i]);
        top = Math.max(top, series.ys[i]);
      }
    }
    int from = (int) Math.floor(Math.log10(low));
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(high)));
    double step = step(top);
    double most = step * Math.ceil(top / step);
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"%s\" font-family=\"system-ui, sans-serif\" font-size=\"13\">%n",
            WIDTH,
            HEIGHT,
            escaped(title)));
    out.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#ffffff\"/>\n");
    text(out, LEFT, 28, "start", "font-size=\"16\" font-weight=\"600\"", title);
    for (int decade = from; decade <= to; decade++) {
      double x = x(Math.pow(10, decade), from, to);
      line(out, x, TOP, x, HEIGHT - BOTTOM, "#d8d8d8");
      text(out, x, HEIGHT - BOTTOM + LINE, "middle", "", number(Math.pow(10, decade)));
    }
    for (double value = 0; value <= most + step / 2; value += step) {
      double y = y(value, most);
      line(out, LEFT, y, WIDTH - RIGHT, y, "#d8d8d8");
      text(out, LEFT - 8, y + 4, "end", "", number(value));
    }
    text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "", xLabel);
    text(out, 0, 0, "middle", "transform=\"translate(16 " + HEIGHT / 2 + ") rotate(-90)\"", yLabel);
    for (int i = 0; i < all.size(); i++) {
      draw(out, all.get(i), COLOURS[i % COLOURS.length], from, to, most);
    }
    legend(out);
    return out.append("</svg>\n").toString();
  }

  private void draw(
      StringBuilder out, Series series, String colour, int from, int to, double most) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < series.xs.length; i++) {
      double x = x(series.xs[i], from, to);
      double y = y(series.ys[i], most);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      if (dots) {
        out.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
                x,
                y,
                colour));
      }
    }
    out.append("<polyline fill=\"none\" stroke=\"").append(colour);
    out.append("\" stroke-width=\"2\" points=\"").append(points.toString().trim());
    out.append("\"/>\n");
  }

  /** Where lines leave room: below those that rise to the right, above those of points. */
  private void legend(StringBuilder out) {
    int longest = 0;
    for (Series series : all) {
      longest = Math.max(longest, series.label.length());
    }
    double x = WIDTH - RIGHT - 40 - LETTER * longest;
    double y = dots ? TOP + 14 : HEIGHT - BOTTOM - 10 - LINE * all.size();
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#ffffff\""
                + " fill-opacity=\"0.9\"/>%n",
            x - 6,
            y - 6,
            44 + LETTER * longest,
            8 + LINE * all.size()));
    for (int i = 0; i < all.size(); i++) {
      double middle = y + LINE * i + 6;
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"18\" height=\"3\" fill=\"%s\"/>%n",
              x,
              middle,
              COLOURS[i % COLOURS.length]));
      text(out, x + 26, middle + 6, "start", "", all.get(i).label);
    }
  }

  private static double x(double value, int from, int to) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (Math.log10(value) - from) / (to - from);
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
  }

  /** About five lines, at round numbers. */
  private static double step(double most) {
    double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
    if (most / step < 2) {
      return step / 5;
    }
    return most / step < 5 ? step / 2 : step;
  }

  private static String number(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', ' ');
    }
    return value == Math.rint(value)
        ? String.valueOf(Math.round(value))
        : String.format(Locale.ROOT, "%.2g", value);
  }

  private static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String colour) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  private static void text(
      StringBuilder out, double x, double y, String anchor, String attributes, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\" %s>%s</text>%n",
            x,
            y,
            anchor,
            attributes,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
