package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraNameTest {

    @ParameterizedTest
    @CsvSource({
        "NIKON CORPORATION, NIKON D750, Nikon D750",
        "NIKON, COOLPIX P900, Nikon COOLPIX P900",
        "Canon, Canon EOS 5D Mark IV, Canon EOS 5D Mark IV",
        "SONY, ILCE-7M3, Sony ILCE-7M3",
        "Apple, iPhone 12 Pro, Apple iPhone 12 Pro",
        "'OLYMPUS IMAGING CORP.  ', E-M10, Olympus E-M10",
        "FUJIFILM, X-T3, Fujifilm X-T3",
        "LEICA CAMERA AG, LEICA Q2, Leica Q2",
        "EASTMAN KODAK COMPANY, KODAK Z712, Kodak Z712",
        "samsung, SM-G991B, Samsung SM-G991B",
        "'RICOH IMAGING COMPANY, LTD.', PENTAX K-1, Pentax K-1",
        "LG Electronics, LG-H870, LG-H870",
        "DJI, FC3170, DJI FC3170",
        "GoPro, HERO9 Black, GoPro HERO9 Black",
        ", Pixel 6, Pixel 6",
        "Google, , Google",
        "' ', ' ',",
    })
    void isWhatPeopleCallIt(String make, String model, String name) {
        assertThat(CameraName.of(make, model)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "EF24-70mm f/2.8L II USM, EF24-70mm f/2.8L II USM",
        "----,",
        "0.0 mm f/0.0,",
        "Unknown (-1),",
    })
    void ofALensIsNoneWhereTheCameraDoesNotKnowIt(String written, String name) {
        assertThat(CameraName.lens(written)).isEqualTo(name);
    }
}
