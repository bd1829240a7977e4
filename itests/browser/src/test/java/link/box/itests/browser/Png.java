package link.box.itests.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A PNG of 16 colours at most (RFC 2083). Java's own writer filters the rows, which makes such pictures larger by a quarter. */
final class Png {
    static final int COLOURS = 16;
    private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
    private static final int BITS = 4;
    private static final int PALETTE = 3;

    private Png() {
    }

    /** @param pixels places in the palette, row by row */
    static void write(Path file, int width, int[] pixels, int[] palette) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(pixels.length / width).put((byte) BITS).put((byte) PALETTE);
        chunk(png, "IHDR", head.array());
        chunk(png, "PLTE", colours(palette));
        chunk(png, "IDAT", rows(width, pixels));
        chunk(png, "IEND", new byte[0]);
        Files.write(file, png.toByteArray());
    }

    private static byte[] colours(int[] palette) {
        ByteBuffer colours = ByteBuffer.allocate(3 * palette.length);
        for (int colour : palette) {
            colours.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return colours.array();
    }

    /** Two pixels are a byte; before each row stands that it is not filtered. */
    private static byte[] rows(int width, int[] pixels) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream rows = new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int start = 0; start < pixels.length; start += width) {
                rows.write(0);
                for (int x = 0; x < width; x += 2) {
                    rows.write(pixels[start + x] << BITS | (x + 1 < width ? pixels[start + x + 1] : 0));
                }
            }
        }
        return deflated.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.write(ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(name);
        png.write(data);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
