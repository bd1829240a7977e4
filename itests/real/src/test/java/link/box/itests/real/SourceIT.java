package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import link.box.lab.Ports;
import link.box.lab.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where visitors come from, as Boxes see it that are behind our frontend and Debian's, with either engine. */
class SourceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** An address of this machine that nobody else uses. */
    private static final String VISITOR = "127.7.7.7";
    private static final String FORGED = "X-Forwarded-For: 192.168.77.30\r\nForwarded: for=192.168.77.30\r\nX-Real-IP: 192.168.77.30\r\n";
    private static Lab lab;
    private static Program pagekite;
    private static int ours;
    private static int debians;
    private static LabBox behindOurs;
    private static LabBox behindDebians;
    private static LabBox program;

    @BeforeAll
    static void start() throws Exception {
        int[] ports = Ports.free(2);
        ours = ports[0];
        debians = ports[1];
        lab = Labs.prepare("source", LabOptions.usual().with("tunnel.secret", "").with("tunnel.frontend", "127.0.0.1:" + ours));
        lab.cloud().set("tunnel.listen", "127.0.0.1:" + ours).set("tunnel.authority", "127.0.0.1:" + lab.dnsPort());
        lab.secret("debians.secret", "debians-secret");
        pagekite = Program.start("pagekite frontend", lab.file("debians.log"), Map.of(), List.of("pagekite", "--clean", "--nullui",
                "--isfrontend", "--host=127.0.0.1", "--ports=" + debians, "--protos=http,https",
                "--domain=http,https:*." + Lab.ZONE + ":debians-secret"));
        lab.start();
        behindOurs = lab.theBox();
        behindDebians = lab.addBox("debians");
        program = lab.addBox("program");
        program.process().set("tunnel.engine", "process");
        for (LabBox each : List.of(behindDebians, program)) {
            each.process().set("tunnel.frontend", "127.0.0.1:" + debians).set("tunnel.secret", lab.file("debians.secret"));
        }
        for (LabBox each : List.of(behindOurs, behindDebians, program)) {
            each.start();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (pagekite != null) {
            pagekite.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void behind_our_frontend_it_is_the_visitors_address_and_counts_for_the_tries_of_passwords() throws Exception {
        String name = owned(behindOurs);
        assertEquals(List.of(VISITOR), sources(behindOurs, name, ours, ""));
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(Wire.ask(behindOurs.tunnelPort(), name, login(name, "wrong " + i)).status());
        }
        assertEquals(List.of(401, 401, 401, 401, 429, 429), answers, "one source has four of the five tries");
        assertEquals(401, logIn(name, ours, "", "wrong"), "the fifth is left to others");
        assertEquals(429, logIn(name, ours, "", "wrong"), "all together have no more than five");
    }

    @Test
    void behind_debians_frontend_it_is_the_visitors_address_too() throws Exception {
        String name = owned(behindDebians);
        assertEquals(List.of(VISITOR), sources(behindDebians, name, debians, "CONNECT " + name + ":443 HTTP/1.0\r\n\r\n"));
    }

    @Test
    void the_program_cannot_tell_it_and_all_else_is_as_it_was() throws Exception {
        String name = owned(program);
        assertEquals(List.of("127.0.0.1"), sources(program, name, debians, "CONNECT " + name + ":443 HTTP/1.0\r\n\r\n"));
    }

    /** Sets the Box up at home; @return its name outside */
    private static String owned(LabBox box) throws Exception {
        Watch watch = new Watch(lab, box);
        watch.servesCertificate();
        watch.has("tunnel");
        Owner.setUp(lab.visitor(), "https://local." + watch.main() + ":" + box.port());
        return "remote." + watch.main();
    }

    /** Logs in from outside; @return where those come from who have come through the tunnel, as the Box has noted it */
    private static List<String> sources(LabBox box, String name, int frontend, String greeting) throws Exception {
        Await.isTrue(PATIENCE, "the owner logs in from outside", () -> logIn(name, frontend, greeting, Owner.PASSWORD) == 200);
        String sessions = Files.readString(box.process().data().resolve("link.box.login/sessions.json"));
        assertTrue(sessions.contains("\"from\":\"TUNNEL\""), sessions);
        return Pattern.compile("\"from\":\"TUNNEL\",\"peer\":\"([^\"]*)\"").matcher(sessions).results()
                .map(found -> found.group(1)).distinct().toList();
    }

    private static int logIn(String name, int frontend, String greeting, String password) throws Exception {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(VISITOR, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), frontend), 5_000);
        socket.setSoTimeout(10_000);
        if (!greeting.isEmpty()) {
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            skipHead(socket.getInputStream());
        }
        try (Wire wire = new Wire(socket, name)) {
            wire.send(login(name, password).getBytes(StandardCharsets.ISO_8859_1));
            return wire.read().status();
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after " + head);
            }
            head.append((char) next);
        }
    }

    /** From a page of the Box, with headers that say where it comes from, which nobody is to believe. */
    private static String login(String name, String password) {
        return Wire.post(name, "/session/login", Owner.credentials(password), "Origin: https://" + name, FORGED.strip());
    }
}
