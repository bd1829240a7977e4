package link.box.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.Stacks;

/** Requests as no client should make them, and a look at what they do to a process. */
final class Pressure {
    private static final int SLOW = 50;
    private static final int BODIES = 250;
    /** Jetty keeps one or two ready for the next connection. */
    private static final int SLACK = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final String host;
    private final String path;
    private final long pid;
    private final KeyManager[] keys;

    /**
     * @param host to ask for, in the handshake and in the request
     * @param path of something that takes a body
     * @param pid of the process that listens
     * @param keys with a certificate to show, or none
     */
    Pressure(int port, String host, String path, long pid, KeyManager... keys) {
        this.port = port;
        this.host = host;
        this.path = path;
        this.pid = pid;
        this.keys = keys;
    }

    /** Sends each; @return what was answered; 0 = the connection was ended without an answer */
    Map<String, Integer> malformed() throws IOException {
        String authority = host + ":" + port;
        Map<String, byte[]> requests = new LinkedHashMap<>();
        put(requests, "a header of 64 KB", Wire.get(authority, "/", "X-Big: " + "a".repeat(65_536)));
        put(requests, "20,000 headers", Wire.get(authority, "/", "X: y\r\n".repeat(19_999) + "X: y"));
        put(requests, "a path of 64 KB", Wire.get(authority, "/" + "a".repeat(65_536)));
        put(requests, "a bad chunk", chunked(authority, "ZZZ\r\nabc\r\n0\r\n\r\n"));
        put(requests, "a negative chunk", chunked(authority, "-5\r\nabc\r\n0\r\n\r\n"));
        put(requests, "two lengths", "POST " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x");
        put(requests, "length and chunks", "POST " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        put(requests, "no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        put(requests, "two hosts", Wire.get(authority, "/", "Host: other"));
        put(requests, "no HTTP", "\u0000\u0001\u0002 what?\r\n\r\n");
        put(requests, "an unknown method", "BREW " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n\r\n");
        put(requests, "deep JSON", Wire.post(authority, path, "[".repeat(4_000)));
        put(requests, "deep JSON in an object", Wire.post(authority, path, "{\"a\":".repeat(800)));
        put(requests, "1 MB of JSON", Wire.post(authority, path, "{\"a\":\"" + "b".repeat(1_100_000) + "\"}"));
        put(requests, "half a JSON", Wire.post(authority, path, "{\"type\":\"A\",\"val"));
        put(requests, "no UTF-8", Wire.post(authority, path, "{\"type\":\"\u00ff\u00fe\u00c0\u0080\"}"));
        put(requests, "numbers too large", Wire.post(authority, path, "{\"type\":1e999999999,\"value\":" + "9".repeat(4_000) + "}"));
        put(requests, "no JSON", Wire.post(authority, path, "<xml/>"));
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> each : requests.entrySet()) {
            answers.put(each.getKey(), Wire.ask(port, host, each.getValue(), keys).status());
        }
        return answers;
    }

    /** Sends forms to the login page that no browser would; @return what was answered */
    Map<String, Integer> malformedForms() throws IOException {
        String authority = host + ":" + port;
        Map<String, byte[]> requests = new LinkedHashMap<>();
        put(requests, "1,100 fields", Wire.form(authority, "/session/login", "", "a=b&".repeat(1_100)));
        put(requests, "a bad escape", Wire.form(authority, "/session/login", "", "email=%zz"));
        put(requests, "a bad escape in the query", Wire.get(authority, "/login?next=%zz"));
        put(requests, "210 KB", Wire.form(authority, "/session/login", "", "a=" + "b".repeat(210_000)));
        put(requests, "an unknown charset", Wire.form(authority, "/session/login", "; charset=nope", "email=a"));
        put(requests, "a body that breaks off", "POST /session/login HTTP/1.1\r\nHost: " + authority
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nemail\r\nzz\r\n");
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> each : requests.entrySet()) {
            answers.put(each.getKey(), Wire.ask(port, host, each.getValue(), keys).status());
        }
        return answers;
    }

    /** @return the status of a GET that asks for another host; 0 = the connection was ended without an answer */
    int get(String other, String target) throws IOException {
        return Wire.ask(port, host, Wire.get(other, target).getBytes(StandardCharsets.ISO_8859_1)).status();
    }

    private static void put(Map<String, byte[]> requests, String what, String request) {
        requests.put(what, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String chunked(String authority, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    /** Something to do while slow clients hold their connections. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /** Opens many connections that send a byte of a header now and then. */
    void slowly(Meanwhile meanwhile) throws Exception {
        slowly(SLOW, "Content-Length: 1000\r\nX-", meanwhile);
    }

    /** Opens as many connections as there is room for, and sends a byte of a form now and then. */
    void slowBodies(Meanwhile meanwhile) throws Exception {
        slowly(BODIES, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n", meanwhile);
    }

    private void slowly(int count, String headers, Meanwhile meanwhile) throws Exception {
        String begin = "POST " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + headers;
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Wire wire = new Wire(port, host, keys);
                wires.add(wire);
                wire.send(begin.getBytes(StandardCharsets.US_ASCII));
            }
            for (int round = 0; round < 3; round++) {
                for (Wire wire : wires) {
                    wire.send(new byte[] {'a'});
                }
                meanwhile.run();
            }
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    /** Does it three times: a pool may have grown by then, but all its threads come to rest again. */
    void keepsNoThread(Meanwhile pressure) throws Exception {
        int before = busy();
        for (int i = 0; i < 3; i++) {
            pressure.run();
        }
        Await.isTrue(PATIENCE, "only " + before + " threads are busy", () -> busy() <= before + SLACK);
        Labs.say("port %d: %d busy threads before and no more after, %d in all, %d MB", port, before, Stacks.of(pid).size(),
                ImageProcess.rssMb(pid));
    }

    /** @return how many threads of the server do something, or are kept by somebody */
    private int busy() throws IOException, InterruptedException {
        return (int) Stacks.of(pid).stream().filter(each -> each.startsWith("qtp") && !each.contains("idleJobPoll")).count();
    }
}
