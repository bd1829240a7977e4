package link.box.lab;

/**
 * A Box of the lab.
 *
 * @param process its process
 * @param port its HTTPS port at home
 * @param tunnelPort leads to where its tunnel ends, as the builtin engine does ({@link Outside})
 * @param plainPort its HTTP port at home
 */
public record LabBox(ImageProcess process, int port, int tunnelPort, int plainPort) {
    /** Starts it. */
    public void start() throws java.io.IOException {
        process.start();
    }
}
