package link.box.bench.login;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.bench.Jvm;
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.Owner;
import link.box.lab.Program;

/** The lamp's page behind the gate, for its owner, and the same servlet on a bare Jetty: by turns, with the same client. */
final class GateRounds {
    private static final int ROUNDS = 9;
    private static final long ROUND_MILLIS = 2_000;
    /** Until the JVMs have compiled what they need: the Box has more of it than the bare one. */
    private static final int WARM_UPS = 14;
    private static final String PASSWORD = "bare-lamp";
    private static final List<String> BARE = List.of("org.apache.felix.http.jetty12", "org.apache.felix.http.servlet-api", "link.box.api",
            "link.sample.device");

    private final Lab lab;
    private final Path images;
    private final String host;

    /** @param host the Box's name, without port */
    GateRounds(Lab lab, Path images, String host) {
        this.lab = lab;
        this.images = images;
        this.host = host;
    }

    /** @return the Box, and then the bare one */
    List<Contestant> run() throws Exception {
        int port = free();
        try (Program jetty = bare(port);
                Load boxed = new Load(lab.boxPort(), host, request(lab.boxPort(), "Cookie: " + session() + "\r\n"));
                Load free = new Load(port, host, request(port, ""))) {
            Contestant box = new Contestant("behind the gate", boxed, lab.box().program().pid());
            Contestant lamp = new Contestant("the same servlet on Jetty", free, jetty.pid());
            for (int i = 0; i < WARM_UPS; i++) {
                box.warmUp(ROUND_MILLIS);
                lamp.warmUp(ROUND_MILLIS);
            }
            for (int i = 0; i < ROUNDS; i++) {
                box.round(ROUND_MILLIS);
                lamp.round(ROUND_MILLIS);
            }
            return List.of(box, lamp);
        }
    }

    private String request(int port, String more) {
        return "GET /d/lamp/ HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nAccept: text/html\r\n" + more + "\r\n";
    }

    private String session() throws Exception {
        HttpResponse<String> answer = Owner.logIn(lab.visitor(), "https://" + host + ":" + lab.boxPort(), Owner.PASSWORD);
        return answer.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("__Host-bx="))
                .map(each -> each.replaceFirst(";.*", "")).findFirst().orElseThrow(() -> new IOException("no session: " + answer));
    }

    private Program bare(int port) throws Exception {
        Path store = lab.file("bare.p12");
        Jvm.keys(store, PASSWORD);
        Program jetty = Program.start("bare lamp", lab.file("bare.log"), Map.of(),
                Jvm.command(images, classPath(), BareLamp.class, String.valueOf(port), store.toString(), PASSWORD));
        Await.isTrue(Duration.ofSeconds(30), "the bare lamp shines", () -> Handshake.get("127.0.0.1", port, "/d/lamp/") == 200);
        return jetty;
    }

    /** This bench alone, and of Jetty and the lamp what is in the image. */
    private String classPath() throws Exception {
        Path ours = Path.of(BareLamp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> bundles = Files.list(images.resolve("lab/bundles"));
                Stream<Path> programs = Files.list(images.resolve("lab/lib"))) {
            return Stream.of(Stream.of(ours), bundles.filter(each -> BARE.stream().anyMatch(each.getFileName().toString()::startsWith)),
                    programs.filter(each -> each.getFileName().toString().matches("(slf4j|org.apache.felix.framework).*")))
                    .flatMap(each -> each).map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
