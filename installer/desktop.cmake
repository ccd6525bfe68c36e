# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# What makes Tailwater an application of the desktop: entry, description, icons, file type, manual.
set(id io.github.tailwater.Tailwater)
set(icon ${PROJECT_SOURCE_DIR}/resources/tailwater.svg)
set(icon_sizes 16 22 24 32 48 64 128 256 512)

qt_add_executable(render-icons icons/main.cpp)
target_link_libraries(render-icons PRIVATE Qt6::Svg tailwater_rules)
list(TRANSFORM icon_sizes REPLACE "(.+)" "${CMAKE_CURRENT_BINARY_DIR}/icons/\\1.png" OUTPUT_VARIABLE icon_files)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/icons)
add_custom_command(OUTPUT ${icon_files}
    COMMAND render-icons ${icon} ${CMAKE_CURRENT_BINARY_DIR}/icons ${icon_sizes}
    DEPENDS render-icons ${icon} VERBATIM)
add_custom_target(icons ALL DEPENDS ${icon_files})
foreach(size IN LISTS icon_sizes)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/icons/${size}.png RENAME ${id}.png
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps COMPONENT application)
endforeach()
install(FILES ${icon} RENAME ${id}.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT application)

configure_file(desktop/${id}.metainfo.xml.in ${id}.metainfo.xml @ONLY)
install(FILES desktop/${id}.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT application)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${id}.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT application)
install(FILES desktop/${id}.mime.xml RENAME ${id}.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages COMPONENT application)

configure_file(man/tailwater.1.in tailwater.1 @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tailwater.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT application)

# The guide that is built in, for who reads it elsewhere; and what makes its pictures.
qt_add_executable(render-guide-pictures EXCLUDE_FROM_ALL help/renderer/main.cpp)
target_link_libraries(render-guide-pictures PRIVATE Qt6::Gui tailwater_rules)
install(DIRECTORY help/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tailwater/guide COMPONENT application
    FILES_MATCHING PATTERN *.md PATTERN *.png PATTERN renderer EXCLUDE)

# What is in a capture, for who writes programs for them.
install(FILES ${PROJECT_SOURCE_DIR}/ui/models/capture/FORMAT.md RENAME capture-format.md
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tailwater COMPONENT application)
