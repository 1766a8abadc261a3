package dev.sightline.picture;

/// The data of a scan make no sense from here to the next restart. Whether too much is lost is decided by whoever reads
/// the scan.
final class JpegDamage extends RuntimeException {

    static final JpegDamage INSTANCE = new JpegDamage();

    private JpegDamage() {
        super("damaged data", null, false, false);
    }
}
