package link.cloud.registration;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import link.box.common.http.Reply;
import link.box.testing.ManualWorker;

/** The server as Boxes and apps ask it, without a network. */
final class Asked {
    static final String APP = "https://app.example";
    static final String HOME = "203.0.113.7";
    static final String KEY = "k".repeat(43);

    final ManualWorker worker = new ManualWorker();
    final Beacons beacons = new Beacons(8, 20, new Heap(1_000_000));
    final Letterboxes letterboxes = new Letterboxes(100, new Heap(100_000));
    private final Switchboard switchboard = new Switchboard(
            new RegistrationApi(new Board(3, 5, 8_000), new Readers(""), worker::now), new Discovery(beacons, worker::nanos),
            new Where(letterboxes, worker::nanos), new Counts());

    Reply ask(String method, String path, String address, String origin, byte[] body) {
        return switchboard.answer(new Question(method, path, address, Optional.ofNullable(origin), Optional.of(body)));
    }

    Reply announce(String address, String body) {
        return ask("POST", "/v2/announce", address, null, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply boxes(String address, String origin) {
        return ask("GET", "/v2/boxes", address, origin, new byte[0]);
    }

    Reply leave(String address, String locator, String body) {
        return ask("PUT", "/v2/where/" + locator, address, null, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply fetch(String address, String locator) {
        return ask("GET", "/v2/where/" + locator, address, APP, new byte[0]);
    }

    static String handle(int number) {
        return "h".repeat(20) + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    static String body(String handle, String key) {
        return "{\"v\":2,\"handle\":\"" + handle + "\",\"key\":\"" + key + "\",\"ip\":\"192.168.1.23\",\"port\":80,\"apps\":[\"" + APP
                + "\"],\"ttl\":120}";
    }

    static String letter(String key, String sealed, int ttl) {
        return "{\"v\":2,\"write\":\"" + key + "\",\"sealed\":\"" + sealed + "\",\"ttl\":" + ttl + "}";
    }
}
