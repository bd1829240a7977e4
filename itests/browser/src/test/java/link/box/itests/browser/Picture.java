package link.box.itests.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page in its 16 most frequent colours: a quarter of the bytes, and no person sees the difference. */
final class Picture {
    private Picture() {
    }

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        int[] palette = frequent(pixels);
        Map<Integer, Integer> places = new HashMap<>();
        int[] small = Arrays.stream(pixels).map(each -> places.computeIfAbsent(each, colour -> nearest(colour, palette))).toArray();
        Png.write(file, page.getWidth(), small, palette);
    }

    private static int[] frequent(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> order = counts.keySet().stream().sorted(Comparator.comparing((Integer each) -> -counts.get(each))).toList();
        return order.stream().limit(Png.COLOURS).mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            best = distance(colour, palette[i]) < distance(colour, palette[best]) ? i : best;
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
