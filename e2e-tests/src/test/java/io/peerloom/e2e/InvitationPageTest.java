package io.peerloom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a network that admits by invitation, from any web server. */
class InvitationPageTest {
  @RegisterExtension static final Stage STAGE = Stage.withoutServer();

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(Bounds.MESHED.toMillis());

  private ProcessNetwork network;
  private StaticServer server;
  private Member bootstrap;

  @BeforeEach
  void start() throws Exception {
    network = ProcessNetwork.byInvitation(STAGE.folder());
    bootstrap = network.addBootstrap(Place.HERE, List.of(network.addBridge(Place.HERE)));
    network.start(List.of(bootstrap));
    Path folder = STAGE.folder().resolve("page");
    network.run(List.of("page", "--out", folder.toString(), "--bootstrap", bootstrap.url()));
    server = new StaticServer(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    network.close();
  }

  private static Page open(String url) {
    return STAGE.openAt(STAGE.profile(), url).page();
  }

  /** The page has links, and nothing left of the invitation in its address. */
  private void isMember(Page page) {
    awaitLink(page);
    assertThat(page.locator("#notice")).isHidden();
    assertThat(page).hasURL(server.url());
  }

  private static void awaitLink(Page page) {
    new Tab(page)
        .await("link", Bounds.MESHED, "() => window.peer && peer.links().length > 0", null);
  }

  private static void isTold(Page page, String words) {
    assertThat(page.locator("#notice-text")).containsText(words, SOON);
  }

  private static void paste(Page page, String link) {
    page.fill("#admit [name=link]", link);
    page.click("#admit button");
  }

  /** Makes a link by the card, for so many people. */
  private static String invite(Page page, int people) {
    page.fill("#invite [name=uses]", String.valueOf(people));
    page.click("#invite button");
    assertThat(page.locator("#invitation-code svg")).isVisible();
    return page.locator("#invitation-link").textContent();
  }

  @Test
  void visitorsAreToldInvitedAndEnded() throws Exception {
    String link = network.invite(bootstrap, "--depth", "2", "--page", server.url());
    Page founder =
        STAGE
            .openAt(
                STAGE.profile(
                    new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setColorScheme(ColorScheme.DARK)),
                server.url())
            .page();
    isTold(founder, "Ask a member for an invitation");
    paste(founder, link.substring(0, link.length() - 9));
    isTold(founder, "Copy the whole link again");
    paste(founder, link);
    isMember(founder);
    isMember(STAGE.openAt(founder.context(), server.url()).page());

    String card = invite(founder, 2);
    assertThat(card).startsWith(server.url() + "#invitation=");
    assertThat(textOf(founder.locator("#invitation-code path"))).isEqualTo(card);
    Page member = open(card);
    isMember(member);
    assertThat(invite(member, 1)).isEqualTo(server.url());
    assertThat(member.locator("#invite-result")).containsText("You may not invite");

    founder.click("#end-invitation");
    assertThat(founder.locator("#invite-result")).containsText("has ended");
    Page late = open(card);
    isTold(late, "This invitation was ended");
    late.evaluate("(link) => { location.href = link; }", invite(founder, 1));
    isMember(late);

    founder.evaluate("(id) => peer.revoke(id)", member.evaluate("peer.publisher"));
    isTold(member, "Your membership in this network was ended");
    assertThat(member.locator("#links tr")).hasCount(0);
    isMember(late);
  }

  /** Without storage a reload needs the invitation again. */
  @Test
  void pageInMemoryKeepsItsLink() throws Exception {
    String link = network.invite(bootstrap, "--page", server.url());
    BrowserContext profile = STAGE.profile();
    profile.addInitScript("Object.defineProperty(navigator, 'locks', { value: undefined });");
    Page page = STAGE.openAt(profile, link).page();
    awaitLink(page);
    assertThat(page.evaluate("peer.storage")).isEqualTo("memory");
    assertThat(page).hasURL(link);
  }

  /** What a reader makes of a picture that shows nothing else. */
  private static String textOf(Locator shown) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.screenshot()));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
            Map.of(DecodeHintType.PURE_BARCODE, true))
        .getText();
  }
}
