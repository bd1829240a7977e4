package link.box.https.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceReference;

/** What a bundle may put on the whiteboard. */
class RegistrationsTest {
    private static final String WHITEBOARD = "osgi.http.whiteboard.";
    private static final String SELECT = "(osgi.http.whiteboard.context.name=box.device)";
    private final Devices devices = new Devices("", "", () -> 0);
    private final Registrations registrations = new Registrations(devices, 1000);

    @ParameterizedTest
    @ValueSource(strings = {"/lamp/*", "/lamp", "/lamp/a/b", "/lamp/a/*", "/a-1/*"})
    void a_pattern_below_an_alias_is_served(String pattern) {
        ServiceReference<?> reference = FakeReference.servlet("com.lamp", pattern);
        assertFalse(registrations.hides(reference));
        registrations.appeared(reference);
        assertTrue(devices.find(pattern.replace("/*", "/x")).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/", "", "*.html", "lamp/*", "//lamp/*", "/Lamp/*", "/la_mp/*", "/lamp*", "/lamp/x*", "/lamp/*/x",
        "/oauth%2f/*", "/read/*", "/abcdefghijklmnopqrstuvwxyz1234567/*"})
    void i2_a_pattern_outside_is_refused(String pattern) {
        refused(FakeReference.servlet("com.evil", pattern));
    }

    @ParameterizedTest
    @CsvSource({"box.auth, none", "box.auth, PUBLIC", "box.csrf, off", "box.csrf, no",
        "box.methods, TRACE", "box.rate, 0/1", "box.rate, often",
        "box.body, -1", "box.body, 1k"})
    void i2_a_property_that_is_not_understood_is_refused_not_guessed(String key, String value) {
        refused(FakeReference.servlet("com.evil", "/lamp/*", key, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter.regex", "filter.servlet", "filter.dispatcher", "servlet.errorPage", "listener", "Filter.Regex", "new.thing"})
    void i2_a_property_of_the_whiteboard_that_devices_have_no_use_for_is_refused(String key) {
        refused(FakeReference.servlet("com.evil", "/lamp/*", WHITEBOARD + key, ".*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet.name", "servlet.asyncSupported", "servlet.init.colour", "servlet.multipart.enabled", "target"})
    void what_only_concerns_the_servlet_itself_is_its_own(String key) {
        assertFalse(registrations.hides(FakeReference.servlet("com.lamp", "/lamp/*", WHITEBOARD + key, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(osgi.http.whiteboard.context.name=box.login)", "(osgi.http.whiteboard.context.name=*)",
        "(|(osgi.http.whiteboard.context.name=box.device)(osgi.http.whiteboard.context.name=default))", ""})
    void i2_no_other_context_is_for_devices(String select) {
        for (String pattern : new String[] {"/lamp/*", "/oauth/*", "/session/*", "/setup/*",
            "/users/*", "/box/*", "/.well-known/*", "/connect",
            "/apps/*", "/access", "/"}) {
            refused(FakeReference.servlet("com.evil", pattern, WHITEBOARD + "context.select", select));
        }
    }

    @Test
    void i2_whatever_else_is_on_the_whiteboard_is_refused() {
        refused(of(Map.of(WHITEBOARD + "servlet.pattern", "/lamp/*")));
        refused(of(Map.of("OSGI.HTTP.Whiteboard.Servlet.Pattern", "/oauth")));
        refused(of(Map.of(WHITEBOARD + "context.name", "box.device", WHITEBOARD + "context.path", "/d")));
        refused(of(Map.of(WHITEBOARD + "listener", "true", WHITEBOARD + "context.select", SELECT)));
        refused(of(Map.of(WHITEBOARD + "filter.pattern", "/*", WHITEBOARD + "context.select", SELECT)));
        refused(of(Map.of("objectClass", new String[] {"org.osgi.service.servlet.whiteboard.Preprocessor"})));
        refused(of(Map.of("objectClass", new String[] {"org.osgi.service.servlet.context.ServletContextHelper"})));
        refused(FakeReference.servlet("com.evil", "/lamp/*", WHITEBOARD + "resource.pattern", List.of("/cam/*")));
        assertTrue(registrations.hides(FakeReference.of("org.apache.felix.http.jetty12",
                Map.of("objectClass", new String[] {"org.osgi.service.http.HttpService"}))));
    }

    @Test
    void what_is_ours_or_no_web_service_is_nobodys_business() {
        assertFalse(registrations.hides(FakeReference.of("link.box.login", Map.of(WHITEBOARD + "servlet.pattern", "/"))));
        assertFalse(registrations.hides(of(Map.of("objectClass", new String[] {"link.box.api.device.Device"}))));
    }

    @Test
    void a_filter_below_an_alias_is_served_and_opens_no_door() {
        ServiceReference<?> filter = of(Map.of(WHITEBOARD + "filter.pattern", "/lamp/*", WHITEBOARD + "context.select", SELECT));
        assertFalse(registrations.hides(filter));
        registrations.appeared(filter);
        assertFalse(devices.find("/lamp/").isPresent());
    }

    @Test
    void an_alias_and_a_pattern_are_of_who_came_first() {
        registrations.appeared(FakeReference.servlet("com.lamp", "/lamp/*", "box.auth", "admin"));
        refused(FakeReference.servlet("com.evil", "/lamp/hook", "box.auth", "public"));
        refused(FakeReference.servlet("com.lamp", "/lamp/*"));
        assertFalse(registrations.hides(FakeReference.servlet("com.lamp", "/lamp/hook")));
    }

    @Test
    void the_most_exact_pattern_counts() {
        registrations.appeared(FakeReference.servlet("com.lamp", "/lamp/*"));
        registrations.appeared(FakeReference.servlet("com.lamp", "/lamp/a/*", "box.body", 1));
        registrations.appeared(FakeReference.servlet("com.lamp", "/lamp/a/b", "box.body", 2));
        assertEquals(1000, devices.find("/lamp/ab").orElseThrow().body());
        assertEquals(1, devices.find("/lamp/a").orElseThrow().body());
        assertEquals(1, devices.find("/lamp/a/c").orElseThrow().body());
        assertEquals(2, devices.find("/lamp/a/b").orElseThrow().body());
        assertTrue(devices.find("/lampx").isEmpty());
        registrations.appeared(FakeReference.servlet("com.lamp", "/lamp/large", "box.body", 9_999));
        assertEquals(1000, devices.find("/lamp/large").orElseThrow().body(), "no more than the Box takes");
    }

    private static ServiceReference<?> of(Map<String, ?> properties) {
        return FakeReference.of("com.evil", properties);
    }

    private void refused(ServiceReference<?> reference) {
        assertTrue(registrations.hides(reference), reference.toString());
        registrations.appeared(reference);
        for (String path : new String[] {"/", "/x", "/oauth", "/cam/x"}) {
            assertTrue(devices.find(path).isEmpty(), reference.toString());
        }
    }
}
