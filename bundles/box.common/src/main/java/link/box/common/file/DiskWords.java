package link.box.common.file;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for a failure of the disk. */
public final class DiskWords {
    private DiskWords() {
    }

    /** @return what happened, for people: the message of a failure of the file system is often no more than a path */
    public static String of(Throwable failure) {
        if (failure instanceof FileSystemException system && system.getReason() == null) {
            return of(system);
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String of(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no " + failure.getFile();
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getFile() + ": permission denied";
        }
        return failure.getFile() + " (" + failure.getClass().getSimpleName().replace("Exception", "") + ")";
    }
}
