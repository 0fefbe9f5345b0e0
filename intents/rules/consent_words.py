"""The carriers' keywords of opting out and in, and the words that the plain ways to say it are made of.

Each name of the second half is one place in a phrase, in the notation of `phrases.py`.
"""

from __future__ import annotations

from typing import Final

from intents.normalise import word_set

KEYWORDS: Final = word_set(
    """
    stop stopall stop2end quit end cancel revoke optout unsubscribe alto parar baja cancelar stopp
    stoopp sotp stpo stpp stahp ztop unsub unsubcribe unsuscribe unsubscibe unsubscrib desuscribir
    desuscribirme desuscribirse desuscribeme paren pare parenle salir arret basta remove
    """
)
"""Each of these alone is an opt-out: the carriers' keywords, and how they are misspelt."""
AMONG_OTHER_CLAUSES: Final = word_set(
    """
    stop stopall unsubscribe optout quit parar basta
    """
)
"""The keywords that are an opt-out as one clause of a message, too."""
WHOLE_MESSAGES: Final = frozenset(
    {
        "no mas",
        "no more",
        "no texts",
        "do not contact",
        "do not text",
        "dont text",
        "cease and desist",
        "que paren",
    }
)
"""These are opt-outs alone. "No más" inside a longer message often means "just" ("pase no más")."""
BESIDE: Final = word_set(
    """
    please pls plz now ya ok just all it this x por favor porfa porfavor thanks immediately
    """
)
"""These may stand beside a keyword."""
OPT_IN_KEYWORDS: Final = word_set(
    """
    start unstop optin subscribe resubscribe suscribir suscribirme suscribirse reanudar alta resume
    empezar activar
    """
)
"""Each of these alone is an opt-in."""

TEXTS: Final = (
    "text/texts/texting/txt/txts/txting/msg/msgs/message/messages/mesages/messaging/sms/notification/"
    "notifications/alert/alerts/updates/pings/spam/mensaje/mensajes/mensajitos/msj/msjs/textos/aviso/"
    "avisos/notificaciones/alertas/recordatorios/communication/communications"
)
STOP: Final = "stop/stopp/stpo/sotp/quit/cease/end/cancel/kill/disable/mute/silence/turn_off/shut_off"
PESTERING: Final = (
    "contacting/bothering/harassing/spamming/messaging/msging/pestering/bugging/annoying/texting/"
    "blowing_up/hitting_me_up/hittin_me_up/buzzing/beeping/pinging"
)
ALL_THESE: Final = (
    "(all/the/these/this/those/your/ur/my/any/more/further) (of/the/these/your/damn/stupid/delivery)"
)
SENDING: Final = "(sending/getting/with/w/send/get/receive/receiving) (me/us)"
DO_NOT: Final = "dont/do_not/dnt/never/dont_ever/do_not_ever/no_me"
WRITE: Final = "text/txt/message/msg/sms/contact/write/textear/texteen"
ME: Final = "me/us/this_number/this_phone/this_line/my_phone/my_number/here/again/anymore"
MY_NUMBER: Final = (
    "me/us/my_number/my_phone/my_cell/my_name/my_digits/my_line/this_number/this_phone/this_cell/"
    "this_line/our_number/mi_numero/mi_celular/mi_cel/mi_telefono/este_numero/este_telefono/esta_linea/"
    "este_celular"
)
REMOVE: Final = "remove/delete/erase/scrub/unlist/purge/strike"
LIST: Final = "list/lists/system/database/records/rolls/file/texts/alerts/messages/updates"
QUITEN: Final = (
    "quiten/quite/quita/saquen/saque/saca/borren/borre/borra/eliminen/elimine/elimina/borrar/quitar/eliminar"
)
QUITENME: Final = (
    "quitenme/quiteme/quitame/saquenme/saqueme/sacame/sakenme/borrenme/borreme/borrame/eliminenme/"
    "elimineme/eliminame/quitennos/saquennos/borrennos"
)
LISTA: Final = "lista/list/sistema/base/registros/ahi/aqui/aki/esto/eso/avisos/mensajes"
MANDEN: Final = (
    "manden/mande/mandes/mandarme/mandar/envien/envie/envies/enviarme/enviar/sigan_mandando/"
    "sigan_enviando/vuelvan_a_mandar/vuelva_a_mandar/vuelvas_a_mandar/mandarme/lleguen/llegue/send"
)
ESCRIBAN: Final = (
    "escriban/escriba/escribas/texteen/textee/textees/texten/texte/contacten/contacte/notifiquen/"
    "notifique/molesten/moleste/jodan/busquen/vuelvan_a_escribir/vuelva_a_escribir/vuelvas_a_escribir/"
    "vuelvan_a_contactar/vuelvan_a_textear/sigan_escribiendo/esten_molestando/esten_escribiendo/text/"
    "avisen"
)
DEJEN_DE: Final = "dejen/deje/deja/dejad/dejar/paren/pare/para/basta"
ESCRIBIR: Final = (
    "escribir/escribirme/mandar/mandarme/enviar/enviarme/textear/textearme/molestar/molestarme/mensajear/"
    "contactarme/joder/chingar/estar_chingando/estar_mandando/estar_mandandome/fregar/texting/send"
)
APAGUEN: Final = (
    "apaguen/apague/cancelen/cancele/cancela/cancelar/desactiven/desactive/suspendan/suspender/silencien/"
    "paren/parenle_a"
)
