package link.cloud.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import link.box.common.http.Reply;
import org.junit.jupiter.api.Test;

/** Messages of version 2, changed by chance with a fixed seed. */
class FuzzTest {
    private static final int ROUNDS = 100_000;
    private static final byte[] WORDS = "{}[]\":,-+.0123456789eEntfu\\ \u0000".getBytes(StandardCharsets.UTF_8);

    private final Asked server = new Asked();
    private final Random random = new Random(4711);

    @Test
    void no_mutated_announcement_breaks_anything() {
        byte[] seed = Asked.body(Asked.handle(0), Asked.KEY).getBytes(StandardCharsets.UTF_8);
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            server.worker.advance(Duration.ofSeconds(10));
            Reply reply = server.ask("POST", "/v2/announce", "203.0.113." + i % 200, Asked.APP, mutated(seed));
            seen.add(reply.status());
            server.beacons.expire(server.worker.nanos());
            assertTrue(reply.status() == 200 || reply.text().startsWith("{\"error\":"), reply.text());
        }
        assertEquals(Set.of(200, 400, 409), seen);
        server.worker.advance(Duration.ofSeconds(120));
        server.beacons.expire(server.worker.nanos());
        assertEquals(0, server.beacons.size());
    }

    @Test
    void no_mutated_letter_breaks_anything() {
        byte[] seed = Asked.letter(Asked.KEY, "sealed", 1800).getBytes(StandardCharsets.UTF_8);
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            server.worker.advance(Duration.ofSeconds(1));
            seen.add(server.ask("PUT", "/v2/where/" + Asked.handle(i % 90), "203.0.113." + i % 200, null, mutated(seed)).status());
        }
        assertEquals(Set.of(204, 400, 409), seen);
    }

    @Test
    void no_path_method_or_origin_shows_a_box_that_it_should_not() {
        server.announce(Asked.HOME, Asked.body(Asked.handle(0), Asked.KEY));
        String[] paths = {"/v2/boxes", "/v2/where/", "/v2/", "/v2", "/ping", "/", "/v2/boxes/", "//v2/boxes",
            "/v2/where/" + Asked.handle(0)};
        String[] methods = {"GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "get"};
        for (int i = 0; i < ROUNDS; i++) {
            server.worker.advance(Duration.ofMillis(1));
            String origin = new String(mutated(Asked.APP.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            Reply reply = server.ask(methods[random.nextInt(methods.length)], paths[random.nextInt(paths.length)], Asked.HOME, origin,
                    new byte[0]);
            assertTrue(origin.equals(Asked.APP) || !reply.text().contains("192.168"), origin + " " + reply.text());
            assertTrue(reply.status() < 500, reply.text());
        }
    }

    private byte[] mutated(byte[] seed) {
        byte[] body = random.nextInt(8) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length * 2)) : seed.clone();
        for (int j = random.nextInt(4); j > 0 && body.length > 0; j--) {
            body[random.nextInt(body.length)] = random.nextBoolean() ? (byte) random.nextInt(256) : WORDS[random.nextInt(WORDS.length)];
        }
        return body;
    }
}
