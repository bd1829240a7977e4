package link.box.https.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.https.FakeAccess;
import link.box.https.Corpus;
import link.box.https.hosts.Host;
import link.box.https.hosts.Known;
import link.box.https.hosts.OwnHosts;
import link.box.https.hosts.Paths;
import link.box.testing.FakeIdentity;
import link.box.testing.Fuzz;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** A million inputs to what decides, compared with what may pass in other words. No exception, and nothing passes that should not. */
class DecisionFuzzTest {
    private static final int EACH = 250_000;
    private static final FakeIdentity BOX = new FakeIdentity("abc", "box.test");
    private static final PublishedAddress PUBLISHED = new PublishedAddress(Optional.empty(), Optional.empty(), true,
            List.of(new PublishedName("a.abc.box.test", PublishedName.Kind.MIRROR),
                    new PublishedName("192-168-1-20.abc.box.test", PublishedName.Kind.ADDRESS)));
    private static final Set<String> NAMES = Set.of("abc.box.test", "local.abc.box.test", "a.abc.box.test", "192-168-1-20.abc.box.test");
    private static final Set<String> HERE = Set.of("192.168.1.20", "box-abc.local");
    private final OwnHosts hosts = new OwnHosts(new Known(() -> BOX, () -> null, () -> PUBLISHED, () -> new MulticastName("box-abc.local")),
            Set.of(443));
    private final FakeAccess access = new FakeAccess();

    @Test
    void no_other_host_is_ours() throws Exception {
        Fuzz fuzz = Corpus.fuzz(1);
        InetAddress local = InetAddress.getByName("192.168.1.20");
        int passed = 0;
        for (int i = 0; i < EACH; i++) {
            String header = fuzz.next("host");
            Optional<Host> host = Host.parse(header);
            boolean byName = host.isPresent() && hosts.atHome(host.get(), local, 8443, List.of("abc.box.test"));
            boolean bare = host.isPresent() && hosts.atHome(host.get(), local, 8443, List.of());
            String expected = header.toLowerCase(Locale.ROOT).replaceFirst(":0*(8443|443)$", "").replaceFirst("\\.$", "");
            assertTrue(!byName || NAMES.contains(expected), header);
            assertTrue(!bare || HERE.contains(expected), header);
            passed += byName || bare ? 1 : 0;
        }
        assertTrue(passed > EACH / 100, "some are ours: " + passed);
    }

    @Test
    void no_path_passes_that_reads_in_two_ways() throws Exception {
        Fuzz fuzz = Corpus.fuzz(2);
        int passed = 0;
        for (int i = 0; i < EACH; i++) {
            String path = fuzz.next("path");
            if (Paths.unambiguous(path)) {
                passed++;
                String decoded = decoded(path);
                assertTrue(decoded.startsWith("/"), path);
                assertTrue(decoded.chars().noneMatch(each -> each < ' ' || each == 127 || ";\\%?#".indexOf(each) >= 0), path);
                List<String> segments = Arrays.asList(decoded.substring(1).split("/", -1));
                assertFalse(segments.contains(".") || segments.contains(".."), path);
                assertFalse(segments.subList(0, segments.size() - 1).contains(""), path);
                assertEquals(path.chars().filter(each -> each == '/').count(), decoded.chars().filter(each -> each == '/').count(), path);
            }
        }
        assertTrue(passed > EACH / 100, "some are plain: " + passed);
    }

    @Test
    void a_session_is_one_cookie_of_an_own_page() throws Exception {
        Fuzz fuzz = Corpus.fuzz(3);
        int passed = 0;
        for (int i = 0; i < EACH; i++) {
            HttpFields.Mutable headers = HttpFields.build();
            for (int lines = fuzz.number(3); lines >= 0; lines--) {
                headers.add("Cookie", fuzz.next("cookie"));
            }
            Origins origin = Origins.values()[fuzz.number(3)];
            Optional<Credentials.Shown> shown = Credentials.of(headers, Tickets.of(null), "GET", origin);
            String all = ";" + String.join(";", headers.getValuesList("Cookie"));
            int named = all.split(";[\\s\\x00]*__Host-bx=", -1).length - 1;
            assertTrue(shown.isEmpty() || origin == Origins.OWN && named == 1, all);
            passed += shown.isPresent() ? 1 : 0;
        }
        assertTrue(passed > EACH / 100, "some are sessions: " + passed);
    }

    @Test
    void no_other_origin_is_ours_or_an_apps() throws Exception {
        Fuzz fuzz = Corpus.fuzz(4);
        Host host = Host.parse("abc.box.test:8443").orElseThrow();
        int passed = 0;
        for (int i = 0; i < EACH; i++) {
            String origin = fuzz.next("origin");
            String path = fuzz.next("path");
            Origins found = Origins.of(List.of(origin), path, host, access);
            assertEquals(origin.equals("https://abc.box.test:8443"), found == Origins.OWN, origin);
            assertTrue(found != Origins.APP
                    || access.granted(origin) && path.matches("(?s)/(d|box/v1|api|users/v1)/.*|/ping"), origin + path);
            passed += found == Origins.FOREIGN ? 0 : 1;
        }
        assertTrue(passed > EACH / 100, "some are known: " + passed);
    }

    @Test
    void no_ticket_is_left_in_a_query() throws Exception {
        Fuzz fuzz = Corpus.fuzz(5);
        for (int i = 0; i < EACH / 10; i++) {
            String query = fuzz.next("cookie").replace("__Host-bx", "ticket").replace(';', '&') + "&%61uth=1&" + fuzz.next("path");
            Tickets tickets = Tickets.of(query);
            assertTrue(tickets.found().size() > 0);
            String rest = "&" + tickets.rest();
            assertFalse(rest.contains("&ticket=") || rest.contains("&auth=") || rest.contains("&%61uth="), query);
            assertEquals(tickets.rest(), Tickets.of(tickets.rest()).rest());
        }
    }

    /** As a strict reader of UTF-8 does it. */
    private static String decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            char each = path.charAt(i);
            bytes.write(each == '%' ? Integer.parseInt(path.substring(i + 1, i + 3), 16) : each);
            i += each == '%' ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
