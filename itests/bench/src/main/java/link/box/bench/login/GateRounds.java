package link.box.bench.login;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.bench.Jvm;
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.Owner;
import link.box.lab.Program;

/** The lamp's page behind the gate, for its owner, the same servlet in Felix without it and on a bare Jetty: by turns, the same client. */
final class GateRounds {
    private static final int ROUNDS = 9;
    private static final long ROUND_MILLIS = 2_000;
    /** Until the JVMs have compiled what they need: the Box has more of it than the bare one. */
    private static final int WARM_UPS = 14;
    private static final String PASSWORD = "bare-lamp";
    /** What the servlet needs of the image, itself last. */
    private static final List<String> BARE = List.of("commons-io", "commons-fileupload", "org.osgi.util.function", "org.osgi.util.promise",
            "org.osgi.service.component", "org.apache.felix.scr",
            "org.apache.felix.http.servlet-api", "org.apache.felix.http.jetty12", "link.box.api",
            "link.sample.device");

    private final Lab lab;
    private final LabBox box;
    private final Path images;
    private final String host;

    /**
     * @param box as fresh as what it is compared with
     * @param host its name, without port
     */
    GateRounds(Lab lab, LabBox box, Path images, String host) {
        this.lab = lab;
        this.box = box;
        this.images = images;
        this.host = host;
    }

    /** @return the Box, Felix alone, and Jetty alone */
    List<Contestant> run() throws Exception {
        Path store = lab.file("bare.p12");
        Jvm.keys(store, PASSWORD, host);
        int[] ports = {free(), free()};
        try (Program felix = felix(ports[0], store); Program jetty = jetty(ports[1], store);
                Load boxed = new Load(box.port(), host, request(box.port(), "Cookie: " + session() + "\r\n"));
                Load first = new Load(ports[0], host, request(ports[0], ""));
                Load second = new Load(ports[1], host, request(ports[1], ""))) {
            List<Contestant> all = List.of(new Contestant("behind the gate", boxed, box.process().program().pid()),
                    new Contestant("the same servlet in Felix", first, felix.pid()),
                    new Contestant("the same servlet on Jetty", second, jetty.pid()));
            for (int i = 0; i < WARM_UPS; i++) {
                for (Contestant each : all) {
                    each.warmUp(ROUND_MILLIS);
                }
            }
            for (int i = 0; i < ROUNDS; i++) {
                for (Contestant each : all) {
                    each.round(ROUND_MILLIS);
                }
            }
            return all;
        }
    }

    private String request(int port, String more) {
        return "GET /d/lamp/ HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nAccept: text/html\r\n" + more + "\r\n";
    }

    private String session() throws Exception {
        HttpResponse<String> answer = Owner.logIn(lab.visitor(), "https://" + host + ":" + box.port(), Owner.PASSWORD);
        return answer.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("__Host-bx="))
                .map(each -> each.replaceFirst(";.*", "")).findFirst().orElseThrow(() -> new IOException("no session: " + answer));
    }

    private Program felix(int port, Path store) throws Exception {
        List<String> command = command(FelixLamp.class, List.of(), port, store);
        command.add(lab.file("felix.cache").toString());
        command.addAll(bundles());
        return shining("felix", port, command);
    }

    private Program jetty(int port, Path store) throws Exception {
        return shining("jetty", port, command(BareLamp.class, bundles(), port, store));
    }

    private Program shining(String name, int port, List<String> command) throws Exception {
        Program program = Program.start(name, lab.file(name + ".log"), Jvm.ENVIRONMENT, command);
        Await.isTrue(Duration.ofSeconds(30), name + "'s lamp shines", () -> Handshake.get("127.0.0.1", port, "/d/lamp/") == 200);
        return program;
    }

    /** With this bench and what is in the image, and nothing else. */
    private List<String> command(Class<?> main, List<String> bundles, int port, Path store) throws Exception {
        Path ours = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(images.resolve("lab/lib"))) {
            String classPath = Stream.of(Stream.of(ours.toString()), bundles.stream(),
                    files.filter(each -> each.getFileName().toString().matches("(slf4j|org.apache.felix.framework).*")).map(Path::toString))
                    .flatMap(each -> each).collect(Collectors.joining(":"));
            return new ArrayList<>(Jvm.command(images, classPath, main, String.valueOf(port), store.toString(), PASSWORD));
        }
    }

    private List<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(images.resolve("lab/bundles"))) {
            List<Path> all = files.toList();
            return BARE.stream().flatMap(name -> all.stream().filter(each -> each.getFileName().toString().matches(name + "-[0-9].*")))
                    .map(Path::toString).toList();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
