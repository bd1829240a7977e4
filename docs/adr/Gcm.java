import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-128-GCM of TLS records in MB/s, for ADR 004: {@code java FLAGS docs/adr/Gcm.java}. */
final class Gcm {
    private static final int RECORD = 16 * 1024;
    private static final double SECONDS = 2;
    private static final int RUNS = 5;

    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    private final byte[] plain = new byte[RECORD];
    private final byte[] sealed = new byte[RECORD + 16];
    private long records;

    private Gcm() throws Exception {
    }

    public static void main(String[] words) throws Exception {
        Gcm gcm = new Gcm();
        gcm.run(); // to warm up
        double[] runs = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            runs[i] = gcm.run();
        }
        Arrays.sort(runs);
        System.out.printf(Locale.ROOT, "AES-128-GCM, records of 16 KiB: median %.0f MB/s (%.0f-%.0f)%n", runs[RUNS / 2], runs[0], runs[RUNS - 1]);
    }

    /** @return MB/s over about two seconds */
    private double run() throws Exception {
        long start = System.nanoTime();
        long before = records;
        while (System.nanoTime() - start < SECONDS * 1e9) {
            seal();
        }
        return (records - before) * (double) RECORD / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    /** A new nonce for each record, as TLS has it. */
    private void seal() throws Exception {
        byte[] nonce = new byte[12];
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[4 + i] = (byte) (records >>> 8 * i);
        }
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        cipher.doFinal(plain, 0, RECORD, sealed);
        records++;
    }
}
