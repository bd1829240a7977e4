package link.box.acme.decade;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import link.box.acme.decade.Moment.End;

/** Lives of a Box, each in a process that the disk may kill. */
final class BoxProcess implements Simulation.Life, AutoCloseable {
    private static final int KILLED = 128 + 9;
    /** Changes of files: about those of two renewals, and those of some weeks of asking the CA for its suggestion. */
    private static final int ORDER = 200;
    private static final int ALL = 600;

    private final World world;
    private final Path folder;
    private final Path shim;
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Random random;

    BoxProcess(World world, Path folder, Path shim) throws IOException {
        this.world = world;
        this.folder = folder;
        this.shim = shim;
        this.random = new Random(world.years().seed());
    }

    @Override
    public End live() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("box.log").toFile()));
        builder.environment().putAll(armed() ? death() : Map.of());
        Process process = builder.start();
        try {
            door.setSoTimeout(60_000);
            End end = serve();
            int code = process.waitFor();
            if (code != KILLED && (code != 0 || end == End.NONE)) {
                throw new IOException("the Box has ended with " + code + "; see " + folder.resolve("box.log"));
            }
            return code == KILLED ? End.CUT : end;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Kills are spread over the years. */
    private boolean armed() {
        Years years = world.years();
        double passed = (double) (world.now().getEpochSecond() - Years.BEGIN.getEpochSecond()) / years.length().toSeconds();
        return world.tally().kills <= years.kills() * passed;
    }

    private Map<String, String> death() {
        Map<String, String> settings = new HashMap<>(Map.of("LD_PRELOAD", shim.toString(), "DIE_BELOW", folder.toString(),
                "DIE_HOW", random.nextBoolean() ? "before" : "after"));
        boolean order = random.nextInt(4) > 0;
        if (order) {
            settings.put("DIE_BUT_NOT", folder.resolve("link.box.acme/renewal").toString());
        }
        settings.put("DIE_AT", String.valueOf(1 + random.nextInt(order ? ORDER : ALL)));
        return settings;
    }

    /** With the memory and the compiler of the image. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                System.getProperty("java.class.path"), BoxMain.class.getName(), String.valueOf(door.getLocalPort()), folder.toString()));
        world.first().forEach((name, value) -> command.add("first." + name + "=" + value));
        world.second().forEach((name, value) -> command.add("second." + name + "=" + value));
        return command;
    }

    private End serve() throws IOException {
        End end = End.NONE;
        try (Socket socket = door.accept()) {
            socket.setTcpNoDelay(true);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            PrintStream out = new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = world.answer(line);
                end = line.startsWith("move") ? Moment.of(answer).end() : end;
                out.print(answer + "\n");
                out.flush();
            }
        } catch (SocketException e) {
            return end; // killed; its code says so
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
