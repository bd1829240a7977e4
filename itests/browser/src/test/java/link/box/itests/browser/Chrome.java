package link.box.itests.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import link.box.lab.Await;
import link.box.lab.Browser;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium and the person at it. */
final class Chrome implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> PROGRAMS = List.of("chromium", "chromedriver", "certutil", "pebble");
    private static final Logger NOISE = Logger.getLogger("org.openqa.selenium");

    static {
        NOISE.setLevel(Level.SEVERE); // it warns of DevTools versions that it lacks and that nobody here needs
    }

    private final ChromeDriver driver;

    Chrome(Browser browser) {
        this(browser, find("chromium").orElseThrow());
    }

    /** @param program Chromium, or something that becomes it */
    Chrome(Browser browser, Path program) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.setAcceptInsecureCerts(false); // Selenium would accept any
        options.addArguments(browser.flags());
        // by a pipe: a minimal Debian has no /etc/hosts, and the driver's WebSocket asks for "localhost"
        options.addArguments("--headless=new", "--disable-gpu", "--remote-debugging-pipe");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // named, so that nothing looks for a driver to download
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(find("chromedriver").orElseThrow().toFile())
                .withEnvironment(browser.environment()).build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
    }

    /** Skips the test class, and says so, where a program is missing. */
    static void needed() {
        for (String program : PROGRAMS) {
            boolean there = find(program).isPresent();
            if (!there) {
                System.out.println("    SKIPPED: tests in a browser, since the program " + program + " is missing");
            }
            Assumptions.assumeTrue(there, "the program " + program + " is missing");
        }
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(each -> Path.of(each, program)).filter(Files::isExecutable).findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String url) {
        driver.get(url);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** @return what a person can read on the page */
    String text() {
        return (String) script("return document.body.innerText"); // in one go, while the page may be changing
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** @return whether there is such a thing and a person can see it */
    boolean sees(String css) {
        return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
    }

    void click(String css) throws InterruptedException {
        await(css + " is there", () -> sees(css));
        element(css).click();
    }

    /** Clicks what wakes only after the person has moved. */
    void press(String css) throws InterruptedException {
        await(css + " is there", () -> sees(css));
        new Actions(driver).moveToElement(element(css)).perform();
        await(css + " is awake", () -> element(css).isEnabled());
        element(css).click();
    }

    void type(String css, String text) throws InterruptedException {
        await(css + " is there", () -> sees(css));
        element(css).clear();
        element(css).sendKeys(text);
    }

    /** Fills in the set-up or login page and sends it. */
    void enter(String email, String password) throws InterruptedException {
        type("#email", email);
        type("#password", password);
        press("main form button");
    }

    void await(String what, Callable<Boolean> fact) throws InterruptedException {
        try {
            Await.isTrue(PATIENCE, what, fact);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; at " + url() + " the page says: " + text(), e);
        }
    }

    void awaitConnected() throws InterruptedException {
        awaitText("Connected.");
    }

    void awaitText(String text) throws InterruptedException {
        await("\"" + text + "\" is read", () -> text().contains(text));
    }

    Object script(String script, Object... values) {
        return driver.executeScript(script, values);
    }

    Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Answers the browser's question for the person, for every page: {@code granted}, {@code denied} or {@code prompt}. */
    void permit(String permission, String answer) {
        cdp("Browser.setPermission", Map.of("permission", Map.of("name", permission), "setting", answer));
    }

    /** @return what the browser would do: {@code granted}, {@code denied} or {@code prompt} */
    Object permission(String name) {
        return driver.executeAsyncScript("""
                const [name, done] = arguments;
                navigator.permissions.query({ name }).then((each) => done(each.state), (error) => done(String(error)));
                """, name);
    }

    /** @return what the console complained of since the last look: errors, violated policies, mixed content */
    List<String> complaints() {
        return entries(LogType.BROWSER).filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage).toList();
    }

    /** @return the network's events since the last look, as JSON */
    List<String> network() {
        return entries(LogType.PERFORMANCE).map(LogEntry::getMessage).toList();
    }

    private Stream<LogEntry> entries(String type) {
        return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
