package link.cloud.tunnel.hello;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hellos of real clients, kept: what {@code hellos.txt} says of itself. */
final class Corpus {
    private Corpus() {
    }

    /**
     * @param outcome the name, or the alert
     * @param wire what was sent
     */
    record Kept(Object outcome, byte[] wire) {
    }

    static List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        String text;
        try (InputStream in = Corpus.class.getResourceAsStream("hellos.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        for (String entry : text.replaceAll("(?m)^#.*\n", "").split("\n(?=\\w)")) {
            String[] words = entry.strip().split("\\s+");
            all.add(new Kept(words[0].equals("alert") ? Alert.valueOf(words[1]) : words[1], wire(words)));
        }
        return all;
    }

    private static byte[] wire(String[] words) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 2; i < words.length; i++) {
            String[] run = words[i].split("\\*");
            for (int times = run.length > 1 ? Integer.parseInt(run[1]) : 1; times > 0; times--) {
                wire.writeBytes(HexFormat.of().parseHex(run[0]));
            }
        }
        return wire.toByteArray();
    }
}
